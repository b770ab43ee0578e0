package org.redeye.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.event.Particulars;

/**
 * Copies the particulars of an event into values that nobody can change: strings, numbers, booleans, lists and maps of
 * them, in their order. Anything else becomes its text; what is null is left out.
 */
final class Copies {
    /** Deeper data is refused: it is a mistake, most likely a structure that contains itself. */
    private static final int DEEPEST = 16;

    private static final Set<Class<?>> IMMUTABLE_NUMBERS = Set.of(
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            BigInteger.class,
            BigDecimal.class);

    private Copies() {}

    /**
     * The same values, unchangeable.
     *
     * @throws IllegalArgumentException if the data is nested more than 16 levels deep
     */
    static Particulars of(Map<String, ?> data) {
        return data instanceof Particulars particulars ? particulars : map(data, 0);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("The data of an event is nested more than " + DEEPEST + " levels deep");
        }
        if (value == null
                || value instanceof Boolean
                || value instanceof Particulars
                || IMMUTABLE_NUMBERS.contains(value.getClass())) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        if (value instanceof Collection<?> list) {
            return list(list, depth + 1);
        }
        if (value instanceof Number number) { // a counter that goes on counting
            return number.doubleValue() == number.longValue() ? (Object) number.longValue() : number.doubleValue();
        }
        return value.toString();
    }

    private static List<Object> list(Collection<?> list, int depth) {
        var copy = new ArrayList<Object>(list.size());
        for (Object element : list) {
            Object value = value(element, depth);
            if (value != null) {
                copy.add(value);
            }
        }
        return List.copyOf(copy);
    }

    private static Particulars map(Map<?, ?> map, int depth) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, element) -> {
            Object value = value(element, depth);
            if (value != null) {
                copy.put(String.valueOf(key), value);
            }
        });
        var pairs = new Object[copy.size() * 2];
        int i = 0;
        for (Map.Entry<String, Object> entry : copy.entrySet()) {
            pairs[i++] = entry.getKey();
            pairs[i++] = entry.getValue();
        }
        return Particulars.of(pairs);
    }
}
