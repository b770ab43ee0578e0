package org.redeye.web.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the raw values that a YAML reader gives: texts, lists and maps. */
public final class RawValues {

    private RawValues() {}

    /** A map. What is null was not given. */
    public static Map<String, Object> of(Map<?, ?> fields) {
        var raw = new LinkedHashMap<String, Object>();
        fields.forEach((key, value) -> {
            if (value != null) {
                raw.put(String.valueOf(key), of(value));
            }
        });
        return raw;
    }

    /**
     * Any value.
     *
     * @throws HttpProblem 422 if a list has an element that is null
     */
    public static Object of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof List<?> list) {
            if (list.contains(null)) {
                throw HttpProblem.unprocessable("A list has an element that is null.");
            }
            return list.stream().map(RawValues::of).toList();
        }
        return String.valueOf(value);
    }
}
