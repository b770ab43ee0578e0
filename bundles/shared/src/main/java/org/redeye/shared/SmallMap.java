package org.redeye.shared;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that keeps its order and takes a quarter of the room of a {@code LinkedHashMap}: thousands of events
 * are held, each with a small map for each of its readings. Looking up is linear.
 */
final class SmallMap extends AbstractMap<String, Object> {
    /** key, value, key, value … */
    private final Object[] pairs;

    private SmallMap(Object[] pairs) {
        this.pairs = pairs;
    }

    static Map<String, Object> of(Map<String, Object> entries) {
        var pairs = new Object[entries.size() * 2];
        int i = 0;
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            pairs[i++] = entry.getKey();
            pairs[i++] = entry.getValue();
        }
        return new SmallMap(pairs);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(key)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new Entries(pairs);
            }

            @Override
            public int size() {
                return SmallMap.this.size();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SmallMap small && Arrays.equals(pairs, small.pairs) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private static final class Entries implements Iterator<Map.Entry<String, Object>> {
        private final Object[] pairs;
        private int next;

        Entries(Object[] pairs) {
            this.pairs = pairs;
        }

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry((String) pairs[next - 2], pairs[next - 1]);
        }
    }
}
