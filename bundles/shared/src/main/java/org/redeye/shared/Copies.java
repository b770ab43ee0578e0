package org.redeye.shared;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private int weight;

    private Copies() {}

    /**
     * A copy and what it weighs.
     *
     * @param weight roughly how many values it holds; a long text counts as several
     */
    record Copy(Map<String, Object> data, int weight) {}

    /** @throws IllegalArgumentException if the data is nested more than 16 levels deep */
    static Copy of(Map<String, ?> data) {
        var copies = new Copies();
        return new Copy(copies.map(data, 0), copies.weight);
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        weight++;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("The data of an event is nested more than " + DEEPEST + " levels deep");
        }
        if (value == null || value instanceof Boolean || IMMUTABLE_NUMBERS.contains(value.getClass())) {
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
        return text(value.toString());
    }

    private String text(String text) {
        weight += text.length() / 32;
        return text;
    }

    private List<Object> list(Collection<?> list, int depth) {
        var copy = new ArrayList<Object>(list.size());
        for (Object element : list) {
            Object value = value(element, depth);
            if (value != null) {
                copy.add(value);
            }
        }
        return Collections.unmodifiableList(copy);
    }

    private Map<String, Object> map(Map<?, ?> map, int depth) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, element) -> {
            Object value = value(element, depth);
            if (value != null) {
                copy.put(String.valueOf(key), value);
            }
        });
        return SmallMap.of(copy);
    }
}
