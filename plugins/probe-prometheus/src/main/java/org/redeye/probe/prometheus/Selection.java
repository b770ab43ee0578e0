package org.redeye.probe.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;
import org.redeye.api.text.Glob;
import org.redeye.net.Finding;
import org.redeye.net.MetricNames;

/** Keeps what was asked for and makes metrics of it. Not thread-safe. */
final class Selection {

    /** A clock of the target may be ahead by so much, in milliseconds. */
    private static final long AHEAD = 60_000;

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_ITEM = 200;
    /** What the probe itself measures. */
    private static final Set<String> OWN =
            Set.of("scrape_seconds", "scrape_bytes", "samples", "dropped_samples", "total_seconds");

    private final PrometheusProbe.Config config;
    private final List<Glob> kept;
    private final List<Glob> dropped;
    private final Map<String, Expression> labels = new HashMap<>();
    private final long now;
    private final long deadline;
    private final List<Metric> metrics = new ArrayList<>();
    private final Set<String> series = new HashSet<>();
    private final Map<String, String> units = new HashMap<>();
    private final Set<String> missing;
    private long samples;
    private long refused;

    /**
     * @param now the time, in milliseconds
     * @param deadline when expressions must end, by {@link System#nanoTime}
     */
    Selection(PrometheusProbe.Config config, long now, long deadline) {
        this.config = config;
        this.now = now;
        this.deadline = deadline;
        kept = config.metrics().stream().map(Glob::new).toList();
        dropped = config.drop().stream().map(Glob::new).toList();
        config.labels().forEach((name, expression) -> labels.put(name, Expression.of(expression)));
        missing = new TreeSet<>(config.require());
    }

    /** Takes a sample in, or not. */
    void offer(Sample sample) {
        samples++;
        missing.remove(sample.name());
        if (!isWanted(sample)) {
            return;
        }
        boolean counter = sample.type() != Sample.Type.GAUGE;
        boolean outOfTime = sample.at() != Sample.NOW
                && (sample.at() < now - config.maxAge().toMillis() || sample.at() > now + AHEAD);
        if (outOfTime || counter && sample.value() < 0) {
            refused++;
            return;
        }
        String base = MetricNames.snake(sample.name());
        String name = fit(counter ? MetricNames.rate(base) : base);
        String unit = MetricNames.unit(name);
        String item = item(sample.labels());
        String kind = unit + counter;
        if (OWN.contains(name)
                || !units.computeIfAbsent(name, first -> kind).equals(kind)
                || !series.add(name + "[" + item)) {
            refused++; // stands there twice, or two names have become one
            return;
        }
        if (metrics.size() == config.maxSeries()) {
            throw new Finding(
                    Reason.SIZE,
                    config.url() + " has more than " + config.maxSeries()
                            + " series to keep: choose by 'metrics', 'drop' or 'labels', or raise 'max series'.");
        }
        // what is unknown is NaN; infinity is no measurement
        double value = Double.isInfinite(sample.value()) ? Double.NaN : sample.value();
        metrics.add(new Metric(name, item, unit, value, counter));
    }

    private boolean isWanted(Sample sample) {
        if (sample.type() == Sample.Type.NOTE || sample.type() == Sample.Type.BUCKET && !config.buckets()) {
            return false;
        }
        if (!kept.isEmpty() && kept.stream().noneMatch(glob -> glob.matches(sample.name()))
                || dropped.stream().anyMatch(glob -> glob.matches(sample.name()))) {
            return false;
        }
        try {
            return labels.entrySet().stream().allMatch(each -> each.getValue()
                    .matches(sample.labels().getOrDefault(each.getKey(), ""), deadline));
        } catch (Expression.TooHard e) {
            throw new Finding(Reason.SETTINGS, "'labels': " + e.getMessage());
        }
    }

    /** What is kept. @throws Finding if something that must be there is not */
    List<Metric> metrics() {
        if (!missing.isEmpty()) {
            throw new Finding(
                    Reason.MISSING, config.url() + " has no metric " + String.join(", ", missing) + "; expected it.");
        }
        return List.copyOf(metrics);
    }

    long samples() {
        return samples;
    }

    /** How many samples were wanted but could not be kept. */
    long refused() {
        return refused;
    }

    /** Shortens in the middle, so that the end with its unit stays. */
    private static String fit(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        String end = name.substring(name.length() - 30).replaceAll("^_", "");
        String begin = name.substring(0, LONGEST_NAME - 30 - 10).replaceAll("_$", "");
        return begin + "_" + hash(name) + (end.startsWith("_") ? "" : "_") + end;
    }

    private static String item(Map<String, String> labels) {
        var item = new StringBuilder();
        labels.forEach((name, value) -> item.append(item.isEmpty() ? "" : ",")
                .append(name)
                .append('=')
                .append(value.replaceAll("\\p{Cntrl}", " ")));
        return item.length() <= LONGEST_ITEM
                ? item.toString()
                : item.substring(0, LONGEST_ITEM - 9) + "…" + hash(item.toString());
    }

    private static String hash(String text) {
        return String.format(Locale.ROOT, "%08x", text.hashCode());
    }
}
