package org.redeye.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.redeye.api.probe.Metric;

/**
 * The rules for metrics. A name is snake case and ends in what its unit is called: {@code s} {@code _seconds},
 * {@code ratio} {@code _ratio}, {@code B} {@code _bytes}, {@code days} {@code _days}; a unit per second adds
 * {@code _per_second} ({@code B/s} {@code _bytes_per_second}, {@code /s} {@code _per_second}). A plain count has no unit
 * and no such ending.
 */
public final class MetricRules {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final String PER_SECOND = "_per_second";
    private static final Map<String, String> ENDINGS =
            Map.of("s", "_seconds", "ratio", "_ratio", "B", "_bytes", "days", "_days");
    private static final Map<String, String> WRONG_UNITS =
            Map.of("ms", "s", "us", "s", "%", "ratio", "percent", "ratio", "KB", "B", "KiB", "B", "bytes", "B");

    private MetricRules() {}

    /** What is wrong with the metrics of one outcome, one line each. */
    public static List<String> problems(List<Metric> metrics) {
        var problems = new ArrayList<String>();
        var seen = new HashSet<String>();
        var units = new LinkedHashMap<String, String>();
        for (Metric metric : metrics) {
            String place = metric.name() + (metric.item().isEmpty() ? "" : "[" + metric.item() + "]");
            one(metric).forEach(problem -> problems.add(place + ": " + problem));
            if (!seen.add(place)) {
                problems.add(place + ": stands there twice");
            }
            String unit = metric.unit() + (metric.counter() ? " counted" : "");
            if (!units.computeIfAbsent(metric.name(), name -> unit).equals(unit)) {
                problems.add(place + ": has another unit than other items of the same name");
            }
        }
        return problems;
    }

    private static List<String> one(Metric metric) {
        var problems = new ArrayList<String>();
        if (!NAME.matcher(metric.name()).matches() || metric.name().length() > 64) {
            problems.add("a name is snake case, at most 64 characters");
        }
        if (metric.item().length() > 200) {
            problems.add("an item has at most 200 characters");
        }
        if (WRONG_UNITS.containsKey(metric.unit())) {
            problems.add("the unit is '" + WRONG_UNITS.get(metric.unit()) + "', not '" + metric.unit() + "'");
        }
        String ending = ending(metric.unit());
        if (!metric.name().endsWith(ending)) {
            problems.add("with the unit '" + metric.unit() + "' the name ends in " + ending);
        }
        if (metric.unit().isEmpty() && hasEnding(metric.name())) {
            problems.add("a plain count does not end like a unit");
        }
        if (Double.isInfinite(metric.value())) {
            problems.add("is infinite; what is unknown is NaN");
        }
        if (metric.counter() && metric.value() < 0) {
            problems.add("a running count is never negative");
        }
        return problems;
    }

    private static String ending(String unit) {
        return unit.endsWith("/s")
                ? ENDINGS.getOrDefault(unit.substring(0, unit.length() - 2), "") + PER_SECOND
                : ENDINGS.getOrDefault(unit, "");
    }

    private static boolean hasEnding(String name) {
        return name.endsWith(PER_SECOND) || ENDINGS.values().stream().anyMatch(name::endsWith);
    }
}
