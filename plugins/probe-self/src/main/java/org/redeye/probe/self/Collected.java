package org.redeye.probe.self;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.redeye.api.platform.Meter;
import org.redeye.api.probe.Metric;
import org.redeye.api.text.Glob;

/**
 * Turns readings into metrics. A gauge keeps its name; a counter becomes the increase per second, so that
 * {@code checks_runs_total} is {@code checks_runs_per_second} and {@code store_seconds_total} is {@code store_ratio}. Labels
 * become the item: the value of a single one, {@code key=value} of several. Not thread-safe.
 */
final class Collected {

    /** Metrics that are kept; an outcome may have 10,000. */
    static final int MOST = 5_000;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ITEM = 200;

    private final Predicate<String> wanted;
    private final Set<String> seen = new HashSet<>();
    private final List<Metric> metrics = new ArrayList<>();
    private int dropped;

    Collected(SelfConfig config) {
        this.wanted = name -> Glob.any(config.metrics(), name) && !Glob.any(config.excludeMetrics(), name);
    }

    void add(Meter meter) {
        add(metric(meter));
    }

    void add(Metric metric) {
        if (!wanted.test(metric.name())) {
            return;
        }
        boolean proper = NAME.matcher(metric.name()).matches() && metric.name().length() <= LONGEST_NAME;
        if (proper && metrics.size() < MOST && seen.add(metric.name() + " " + metric.item())) {
            metrics.add(metric);
        } else {
            dropped++;
        }
    }

    List<Metric> metrics() {
        return metrics;
    }

    int dropped() {
        return dropped;
    }

    static Metric metric(Meter meter) {
        String item = item(meter.labels());
        double value = Double.isInfinite(meter.value()) ? Double.NaN : meter.value();
        if (!meter.counter()) {
            return Metric.of(meter.name(), item, unit(meter.name()), value);
        }
        String base = meter.name().endsWith("_total")
                ? meter.name().substring(0, meter.name().length() - "_total".length())
                : meter.name();
        if (base.endsWith("_seconds")) { // seconds per second
            return Metric.rate(base.substring(0, base.length() - "_seconds".length()) + "_ratio", item, "ratio", value);
        }
        return Metric.rate(base + "_per_second", item, unit(base) + "/s", value);
    }

    private static String unit(String name) {
        if (name.endsWith("_per_second")) {
            return name.endsWith("_bytes_per_second") ? "B/s" : "/s";
        }
        return name.endsWith("_seconds")
                ? "s"
                : name.endsWith("_ratio")
                        ? "ratio"
                        : name.endsWith("_bytes") ? "B" : name.endsWith("_days") ? "days" : "";
    }

    private static String item(Map<String, String> labels) {
        String item = labels.size() == 1
                ? labels.values().iterator().next()
                : new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .collect(Collectors.joining(","));
        return item.length() > LONGEST_ITEM ? item.substring(0, LONGEST_ITEM) : item;
    }
}
