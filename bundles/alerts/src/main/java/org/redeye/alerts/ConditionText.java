package org.redeye.alerts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;

/** Conditions as particulars of an entry. */
final class ConditionText {

    private static final String LABEL = "label.";
    private static final String LINK = "link.";
    private static final String VALUE = "value.";

    private ConditionText() {}

    static Map<String, String> write(Condition condition) {
        var data = new TreeMap<String, String>();
        data.put("key", condition.key());
        data.put("source", condition.source());
        data.put("package", condition.packageName());
        data.put("subject", condition.subject());
        data.put("host", condition.host());
        data.put("severity", condition.severity().name());
        data.put("firing", Boolean.toString(condition.firing()));
        data.put("since", Long.toString(condition.at().toEpochMilli()));
        data.put("role", condition.role());
        data.put("summary", condition.summary());
        data.put("text", condition.text());
        condition.labels().forEach((name, value) -> data.put(LABEL + name, value));
        condition.links().forEach((name, value) -> data.put(LINK + name, value));
        condition.values().forEach((name, value) -> data.put(VALUE + name, Double.toString(value)));
        data.values().removeIf(String::isEmpty);
        return data;
    }

    static Condition read(Map<String, String> data) {
        return new Condition(
                data.getOrDefault("key", "?"),
                data.getOrDefault("source", ""),
                data.getOrDefault("package", ""),
                data.getOrDefault("subject", ""),
                data.getOrDefault("host", ""),
                Severity.valueOf(data.getOrDefault("severity", Severity.WARNING.name())),
                Boolean.parseBoolean(data.getOrDefault("firing", "true")),
                Instant.ofEpochMilli(Long.parseLong(data.getOrDefault("since", "0"))),
                data.getOrDefault("role", ""),
                data.getOrDefault("summary", ""),
                data.getOrDefault("text", ""),
                below(data, LABEL, text -> text),
                below(data, LINK, text -> text),
                below(data, VALUE, Double::valueOf));
    }

    private static <T> Map<String, T> below(Map<String, String> data, String prefix, Function<String, T> reader) {
        var found = new LinkedHashMap<String, T>();
        data.forEach((name, text) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), reader.apply(text));
            }
        });
        return found;
    }
}
