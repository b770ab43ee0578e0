package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.redeye.api.event.Particulars;

class CopiesTest {

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void copyEqualsTheOriginal(@ForAll("data") Map<String, Object> data) {
        assertThat(Copies.of(data)).isEqualTo(data).hasSameHashCodeAs(data);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void copyKeepsTheOrderOfKeys(@ForAll("data") Map<String, Object> data) {
        assertThat(Copies.of(data).keySet()).containsExactlyElementsOf(data.keySet());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void copyOfACopyIsTheSame(@ForAll("data") Map<String, Object> data) {
        Map<String, Object> once = Copies.of(data);
        assertThat(Copies.of(once)).isEqualTo(once);
    }

    @Test
    void valuesThatCouldChangeBecomeValuesThatCannot() {
        var counter = new AtomicLong(5);
        Map<String, Object> copy = Copies.of(
                Map.of("count", counter, "at", Instant.EPOCH, "unit", TimeUnit.SECONDS, "maybe", Optional.of(1)));
        counter.incrementAndGet();

        assertThat(copy)
                .isEqualTo(
                        Map.of("count", 5L, "at", "1970-01-01T00:00:00Z", "unit", "SECONDS", "maybe", "Optional[1]"));
    }

    @Test
    void nullIsLeftOut() {
        var data = new LinkedHashMap<String, Object>();
        data.put("a", null);
        data.put("b", java.util.Arrays.asList(1, null, 2));

        assertThat(Copies.of(data)).isEqualTo(Map.of("b", List.of(1, 2)));
    }

    @Test
    void whatCannotChangeIsNotCopied() {
        var data = Particulars.of("id", "a", "metrics", List.of(Particulars.of("name", "x", "value", 1.5)));

        assertThat(Copies.of(data)).isSameAs(data);
        assertThat(data.weight()).isEqualTo(5);
    }

    @Test
    void longTextsWeighMore() {
        assertThat(Copies.of(Map.of("text", "x".repeat(3_200))).weight()).isGreaterThan(100);
        assertThat(Copies.of(Map.of("text", "x")).weight()).isEqualTo(1);
    }

    @Provide
    static Arbitrary<Map<String, Object>> data() {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10).map(s -> (Object) s),
                Arbitraries.integers().map(i -> i),
                Arbitraries.doubles().map(d -> d),
                Arbitraries.of(true, false));
        Arbitrary<Object> value = Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(list -> list),
                        Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), inner)
                                .ofMaxSize(4)
                                .map(map -> map)),
                0,
                3);
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(4), value)
                .ofMaxSize(6)
                .map(LinkedHashMap::new);
    }
}
