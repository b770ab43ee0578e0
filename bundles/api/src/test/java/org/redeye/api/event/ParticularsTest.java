package org.redeye.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an event tells and nobody can change. */
class ParticularsTest {

    @Test
    void areAMapThatKeepsItsOrder() {
        var data = Particulars.of("z", "last", "a", 1, "m", List.of(true, 2.5));

        assertThat(data).isEqualTo(Map.of("a", 1, "m", List.of(true, 2.5), "z", "last"));
        assertThat(data.keySet()).containsExactly("z", "a", "m");
        assertThat(data.get("a")).isEqualTo(1);
        assertThat(data).doesNotContainKey("b");
        assertThat(data.weight()).isEqualTo(5);
    }

    @Test
    void cannotBeChanged() {
        var list = new ArrayList<Object>(List.of(1));
        Object[] pairs = {"list", list, "text", "x"};
        var data = Particulars.of(pairs);
        list.add(2);
        pairs[3] = "y";

        assertThat(data).isEqualTo(Map.of("list", List.of(1), "text", "x"));
        assertThatThrownBy(() -> data.put("text", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> data.entrySet().iterator().next().setValue(3))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refuseWhatCouldChange() {
        var inner = new ArrayList<Object>(List.of(1));
        assertThatThrownBy(() -> Particulars.of("a", new AtomicInteger()))
                .hasMessage("Particulars hold texts, numbers, booleans, unmodifiable lists and particulars, not a"
                        + " java.util.concurrent.atomic.AtomicInteger");
        assertThatThrownBy(() -> Particulars.of("a", List.of(List.of(1), inner)))
                .hasMessageEndingWith("not a java.util.ArrayList");
        assertThatThrownBy(() -> Particulars.of("a", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Particulars.of("a")).hasMessage("The key 'a' has no value");
        assertThatThrownBy(() -> Particulars.of(1, 2)).hasMessage("A key of particulars is a text, not '1'");
    }

    @Test
    void tellOfManyThingsOnlyWhenSomebodyLooks() {
        var told = new AtomicInteger();
        var values = new ArrayList<>(List.of(1.5, 2.5, 3.5));
        var data = Particulars.of("each", Particulars.each(values, value -> {
            told.incrementAndGet();
            return Particulars.of("value", value);
        }));
        values.clear();

        assertThat(data.weight()).as("a list of three with one value each").isEqualTo(7);
        assertThat(told).as("the first is weighed").hasValue(1);
        assertThat(data)
                .isEqualTo(Map.of("each", List.of(Map.of("value", 1.5), Map.of("value", 2.5), Map.of("value", 3.5))));
        assertThat(Particulars.of("each", Particulars.each(List.of(), none -> Particulars.of()))
                        .weight())
                .isEqualTo(Particulars.of("each", List.of()).weight());
    }
}
