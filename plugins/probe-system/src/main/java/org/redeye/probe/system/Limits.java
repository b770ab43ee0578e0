package org.redeye.probe.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** Compares with the limits and says in one sentence what is too high, or how it is. Not thread-safe. */
final class Limits {

    private static final int LONGEST_MESSAGE = 1_000;

    private final SystemConfig config;
    private final List<String> critical = new ArrayList<>();
    private final List<String> warning = new ArrayList<>();
    private final List<String> fine = new ArrayList<>();
    private boolean silent;
    private double fullest = -1;
    private String fullestMount = "";

    Limits(SystemConfig config) {
        this.config = config;
    }

    void load(Load load, int processors) {
        double each = load.five() / processors;
        fine.add(String.format(Locale.ROOT, "load %.2f", load.one()));
        compare(
                each,
                config.loadWarning(),
                config.loadCritical(),
                limit -> String.format(
                        Locale.ROOT, "the load of 5 minutes is %.2f a processor (limit %s)", each, plain(limit)));
    }

    void memory(Memory memory) {
        double used = memory.usedRatio() * 100;
        fine.add(String.format(Locale.ROOT, "memory %.0f %% used", used));
        compare(
                used,
                config.memoryWarning(),
                config.memoryCritical(),
                limit -> String.format(Locale.ROOT, "memory is %.1f %% used (limit %s %%)", used, plain(limit)));
    }

    void fileSystem(FileSystem it) {
        if (it.space().isEmpty()) {
            silent = true;
            critical.add("the file system at " + it.mount() + " does not answer");
            return;
        }
        double used = it.space().get().usedRatio() * 100;
        double inodes = it.space().get().inodesUsedRatio() * 100;
        if (used > fullest) {
            fullest = used;
            fullestMount = it.mount();
        }
        compare(
                used,
                config.diskWarning(),
                config.diskCritical(),
                limit ->
                        String.format(Locale.ROOT, "%s is %.1f %% full (limit %s %%)", it.mount(), used, plain(limit)));
        compare(
                inodes,
                config.diskWarning(),
                config.diskCritical(),
                limit -> String.format(
                        Locale.ROOT,
                        "%s has used %.1f %% of its inodes (limit %s %%)",
                        it.mount(),
                        inodes,
                        plain(limit)));
    }

    Outcome outcome(List<Metric> metrics) {
        var wrong = new ArrayList<>(critical);
        wrong.addAll(warning);
        if (wrong.isEmpty()) {
            if (fullest >= 0) {
                fine.add(String.format(Locale.ROOT, "%s %.0f %% full", fullestMount, fullest));
            }
            return Outcome.ok(sentence(fine), metrics);
        }
        Status status = critical.isEmpty() ? Status.WARNING : Status.CRITICAL;
        Reason reason = silent ? Reason.TIMEOUT : Reason.THRESHOLD;
        return new Outcome(status, reason, sentence(wrong), metrics, "");
    }

    private void compare(double value, double warn, double crit, DoubleFunction<String> words) {
        if (crit > 0 && value >= crit) {
            critical.add(words.apply(crit));
        } else if (warn > 0 && value >= warn) {
            warning.add(words.apply(warn));
        }
    }

    private static String sentence(List<String> parts) {
        String text = parts.stream().collect(Collectors.joining("; "));
        String whole = Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
        return whole.length() > LONGEST_MESSAGE ? whole.substring(0, LONGEST_MESSAGE - 1) + "…" : whole;
    }

    private static String plain(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
