package org.redeye.section.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Nearest;

/**
 * Fills {@code %(name)s} in settings, the original system's way to write it. A name that stands for nothing stays as it
 * is and is remembered. Not thread-safe.
 */
final class Template {

    private static final Pattern PLACE = Pattern.compile("%\\(([^()]{1,100})\\)s");

    private final Map<String, String> variables;
    private final Map<String, String> missing = new LinkedHashMap<>();

    Template(Map<String, String> variables) {
        this.variables = variables;
    }

    Map<String, Object> fill(Map<String, Object> settings) {
        var filled = new LinkedHashMap<String, Object>();
        settings.forEach((field, value) -> filled.put(field, fill(field, value)));
        return filled;
    }

    private Object fill(String field, Object value) {
        if (value instanceof Map<?, ?> map) {
            var filled = new LinkedHashMap<String, Object>();
            map.forEach((key, inner) -> filled.put(key.toString(), fill(field, inner)));
            return filled;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> fill(field, element)).toList();
        }
        return PLACE.matcher(value.toString()).replaceAll(place -> {
            String key = place.group(1);
            String text = variables.get(key);
            if (text == null) {
                missing.put(key, field);
            }
            return Matcher.quoteReplacement(text == null ? place.group() : text);
        });
    }

    /** The names that stand for nothing. */
    Set<String> missing() {
        return missing.keySet();
    }

    /** The field in which such a name stands. */
    String field(String key) {
        return missing.getOrDefault(key, "");
    }

    /** The names that stand for something. */
    Set<String> known() {
        return variables.keySet();
    }

    String nearest(String key) {
        return Nearest.to(key, variables.keySet());
    }
}
