package org.redeye.api.event;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Particulars of an event that nobody can change, so an event published with them needs no copy: texts, numbers, booleans,
 * lists and particulars of these. Keeps its order and takes a quarter of the room of a {@code LinkedHashMap}: thousands of
 * events are held, each with particulars for each of its readings. Looking up is linear. Immutable.
 */
public final class Particulars extends AbstractMap<String, Object> {

    private static final Set<Class<?>> SCALARS = Set.of(
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            java.math.BigInteger.class,
            java.math.BigDecimal.class);
    /** So many characters of a text weigh as much as one more value. */
    private static final int CHARACTERS = 32;

    /** key, value, key, value … */
    private final Object[] pairs;

    private final int weight;

    private Particulars(Object[] pairs) {
        this.pairs = pairs;
        int sum = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] instanceof List<?> list && !(list instanceof Each)) {
                pairs[i + 1] = List.copyOf(list); // the same, unless it could change
            }
            sum += weight(pairs[i + 1]);
        }
        this.weight = sum;
    }

    /**
     * Particulars in this order.
     *
     * @param pairs a key, its value, the next key …; each key once, a text
     * @throws IllegalArgumentException if a key is no text, or a value is none of what stands above
     */
    public static Particulars of(Object... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("The key '" + pairs[pairs.length - 1] + "' has no value");
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!(pairs[i] instanceof String)) {
                throw new IllegalArgumentException("A key of particulars is a text, not '" + pairs[i] + "'");
            }
        }
        return new Particulars(pairs.clone());
    }

    /**
     * A list of particulars that are made when somebody looks at them, each time anew: thousands of readings of an event that
     * mostly nobody reads cost next to nothing so. To be put into particulars.
     *
     * @param values what they are made of; copied, unless the list is unmodifiable already. The values themselves never change
     * @param telling makes the particulars of one value, always the same; called on any thread
     */
    public static <T> List<Object> each(List<T> values, Function<? super T, Particulars> telling) {
        return new Each<>(List.copyOf(values), telling);
    }

    /** Roughly how many values there are, those within counted and a long text as several. */
    public int weight() {
        return weight;
    }

    private static int weight(Object value) {
        if (value instanceof String text) {
            return 1 + text.length() / CHARACTERS;
        }
        if (SCALARS.contains(value.getClass())) {
            return 1;
        }
        if (value instanceof Particulars within) {
            return 1 + within.weight;
        }
        if (value instanceof Each<?> each) {
            return each.weight;
        }
        if (value instanceof List<?> list) {
            int sum = 1;
            for (Object element : list) {
                sum += element instanceof List<?> inner && List.copyOf(inner) != inner
                        ? refuse(inner)
                        : weight(element);
            }
            return sum;
        }
        return refuse(value);
    }

    private static int refuse(Object value) {
        throw new IllegalArgumentException(
                "Particulars hold texts, numbers, booleans, unmodifiable lists and particulars, not a "
                        + value.getClass().getName());
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
                return Particulars.this.size();
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Particulars same && Arrays.equals(pairs, same.pairs) || super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    /** The values and how they are told. Each weighs about as much as the first. */
    private static final class Each<T> extends AbstractList<Object> implements RandomAccess {
        private final List<T> values;
        private final Function<? super T, Particulars> telling;
        private final int weight;

        Each(List<T> values, Function<? super T, Particulars> telling) {
            this.values = values;
            this.telling = telling;
            this.weight = values.isEmpty() ? 1 : 1 + values.size() * Particulars.weight(get(0));
        }

        @Override
        public Object get(int index) {
            return telling.apply(values.get(index));
        }

        @Override
        public int size() {
            return values.size();
        }
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
