package org.redeye.web.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.redeye.api.platform.Meter;

/** Readings in the text format of Prometheus, version 0.0.4 (prometheus.io, "Exposition formats"). */
final class PrometheusText {

    static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private PrometheusText() {}

    /** All readings of one name stand together, in the order of the first of each. */
    static String of(String prefix, List<Meter> meters) {
        var byName = new LinkedHashMap<String, List<Meter>>();
        for (Meter meter : meters) {
            byName.computeIfAbsent(meter.name(), name -> new ArrayList<>()).add(meter);
        }
        var text = new StringBuilder();
        byName.forEach((name, same) -> family(text, prefix + word(name), same));
        return text.toString();
    }

    private static void family(StringBuilder text, String name, List<Meter> meters) {
        Meter first = meters.get(0);
        String help = first.help().replace("\\", "\\\\").replace("\n", "\\n");
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(first.counter() ? " counter\n" : " gauge\n");
        for (Meter meter : meters) {
            text.append(name)
                    .append(labels(meter.labels()))
                    .append(' ')
                    .append(value(meter.value()))
                    .append('\n');
        }
    }

    private static String labels(Map<String, String> labels) {
        return labels.isEmpty()
                ? ""
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> word(label.getKey()) + "=\"" + escaped(label.getValue()) + '"')
                                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String word(String name) {
        return name.replaceAll("[^a-zA-Z0-9_]", "_");
    }

    private static String value(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
