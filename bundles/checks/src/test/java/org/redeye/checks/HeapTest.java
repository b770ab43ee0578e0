package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class HeapTest {

    private static final class Item extends Heap.Entry {}

    @Property(tries = 300)
    void givesOutTheEarliestFirstWhateverIsPutMovedAndRemoved(
            @ForAll List<@IntRange(min = 0, max = 40) Integer> items,
            @ForAll List<@IntRange(min = -50, max = 50) Integer> times) {
        var heap = new Heap<Item>();
        var all = new ArrayList<Item>();
        for (int i = 0; i <= 40; i++) {
            all.add(new Item());
        }
        var expected = new TreeMap<Integer, Integer>();
        for (int i = 0; i < Math.min(items.size(), times.size()); i++) {
            if (times.get(i) % 5 == 0) {
                heap.remove(all.get(items.get(i)));
                expected.remove(items.get(i));
            } else {
                heap.put(all.get(items.get(i)), times.get(i));
                expected.put(items.get(i), times.get(i));
            }
        }
        var given = new ArrayList<Long>();
        for (Item next = heap.peek(); next != null; next = heap.peek()) {
            given.add(next.due());
            heap.remove(next);
        }

        assertThat(given)
                .isEqualTo(expected.values().stream()
                        .sorted()
                        .map(Integer::longValue)
                        .toList());
    }
}
