package org.redeye.store.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.series.SeriesKey;

/**
 * How a series is called over there. The name is {@code rem_} and the metric, with {@code _} for what no name may hold;
 * what makes it the series it is stands in its labels, as it is. An empty label is none.
 */
final class Naming {

    /** The labels a series has of its own. */
    static final List<String> OWN = List.of("check", "generation", "item", "metric", "node", "package", "unit");

    private final Map<String, String> labels;

    /** @param labels what every series gets besides */
    Naming(Map<String, String> labels) {
        this.labels = Map.copyOf(labels);
    }

    /** The labels as the field 1 of a TimeSeries, in the order of their names, as remote write asks. */
    byte[] encode(SeriesKey key, int generation) {
        var all = identity(key, generation);
        all.put("node", key.node());
        all.put("unit", key.unit());
        int slash = key.check().indexOf('/');
        all.put("package", slash < 0 ? "" : key.check().substring(0, slash));
        var bytes = new Bytes();
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                WriteRequest.label(bytes, utf8(name), utf8(value));
            }
        });
        return bytes.copy();
    }

    /** What selects a series in PromQL, whatever its unit and node were. */
    String selector(SeriesKey key, int generation) {
        var text = new StringBuilder("{");
        identity(key, generation).forEach((name, value) -> {
            text.append(text.length() > 1 ? "," : "").append(name).append("=\"");
            quote(value, text);
            text.append('"');
        });
        return text.append('}').toString();
    }

    private Map<String, String> identity(SeriesKey key, int generation) {
        var all = new TreeMap<>(labels);
        all.put("__name__", name(key.metric()));
        all.put("check", key.check());
        all.put("metric", key.metric());
        all.put("item", key.item());
        all.put("generation", generation == 0 ? "" : String.valueOf(generation));
        return all;
    }

    /** The name of a metric over there. */
    static String name(String metric) {
        return "rem_" + metric.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static void quote(String value, StringBuilder text) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '"' -> text.append("\\\"");
                case '\n' -> text.append("\\n");
                default -> text.appendCodePoint(c);
            }
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
