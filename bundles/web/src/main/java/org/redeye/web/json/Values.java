package org.redeye.web.json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Secret;
import org.redeye.api.section.Item;

/** Typed values of fields as JSON. A secret is {@value Secret#MASK} in every form. */
public final class Values {

    private Values() {}

    /** As people write them: a duration is {@code "10s"}. */
    public static Map<String, Object> written(Map<String, Object> values) {
        return map(values, Values::text);
    }

    /** As programs reckon with them: a duration is a number of seconds. */
    public static Map<String, Object> numeric(Map<String, Object> values) {
        return map(values, Values::seconds);
    }

    /**
     * What an author wrote, without the secrets: what no field type has typed may be one, and is masked too.
     *
     * @param raw what was written
     * @param typed what became of it
     */
    public static Map<String, Object> masked(Map<String, Object> raw, Map<String, Object> typed) {
        var masked = new LinkedHashMap<String, Object>();
        raw.forEach((key, value) -> masked.put(key, mask(value, typed.get(key))));
        return masked;
    }

    private static boolean holdsSecret(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(inner -> holdsSecret((Object) inner));
        }
        if (value instanceof Iterable<?> list) {
            for (Object element : list) {
                if (holdsSecret(element)) {
                    return true;
                }
            }
        }
        return value instanceof Secret;
    }

    /** Whether there is a secret in an item, its nested ones included. */
    public static boolean holdsSecret(Item item) {
        return holdsSecret(item.values())
                || item.nested().values().stream().flatMap(List::stream).anyMatch(Values::holdsSecret);
    }

    /** A stretch of time in its largest unit without a remainder: {@code 10s}, {@code 1500ms}, {@code 2h}. */
    static String text(Duration duration) {
        long nanos = duration.getNano();
        if (nanos % 1_000_000 != 0) {
            return CheckJson.seconds(duration) + "s";
        }
        long millis = duration.toMillis();
        if (millis == 0) {
            return "0s";
        }
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }

    private static Object mask(Object raw, @Nullable Object typed) {
        if (typed == null || typed instanceof Secret) {
            return Secret.MASK;
        }
        if (typed instanceof Map<?, ?> map && raw instanceof Map<?, ?> rawMap) {
            var masked = new LinkedHashMap<String, Object>();
            rawMap.forEach((key, value) -> masked.put(String.valueOf(key), mask(value, map.get(key))));
            return masked;
        }
        if (typed instanceof List<?> list && raw instanceof List<?> rawList) {
            var masked = new ArrayList<Object>();
            for (int i = 0; i < rawList.size(); i++) {
                masked.add(mask(rawList.get(i), i < list.size() ? list.get(i) : null));
            }
            return masked;
        }
        return holdsSecret(typed) ? Secret.MASK : raw;
    }

    private static Object text(Object value) {
        return value instanceof Duration duration ? text(duration) : json(value, Values::text);
    }

    private static Object seconds(Object value) {
        return value instanceof Duration duration ? CheckJson.seconds(duration) : json(value, Values::seconds);
    }

    private static Object json(Object value, Function<Object, Object> element) {
        if (value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            var typed = new LinkedHashMap<String, Object>();
            map.forEach((key, inner) -> typed.put(String.valueOf(key), inner));
            return map(typed, element);
        }
        if (value instanceof Iterable<?> list) {
            var elements = new ArrayList<Object>();
            list.forEach(inner -> elements.add(element.apply(inner)));
            return elements;
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value.toString(); // a secret is its mask
    }

    private static Map<String, Object> map(Map<String, Object> values, Function<Object, Object> element) {
        var json = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> json.put(key, element.apply(value)));
        return json;
    }
}
