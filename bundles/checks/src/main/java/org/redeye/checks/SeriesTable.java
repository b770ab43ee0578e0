package org.redeye.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.Reading;
import org.redeye.api.probe.Metric;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/**
 * The series of one check: their keys, the last count of those that are counters, and which of them have gone. Metrics
 * usually come in the order of the run before, so most are found by position. Guarded by the check's monitor.
 */
final class SeriesTable {

    static final int MOST_METRICS = 10_000;
    /** A series ends after so many good runs without a value for it. */
    static final int MISSES_TO_END = 3;

    /** More than two full outcomes that have nothing in common: then further series are left out. */
    private static final int MOST_SERIES = 2 * MOST_METRICS;

    private static final int LONGEST_ITEM = 200;
    private static final int LONGEST_UNIT = 32;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final double NANOS = 1e9;

    private final String check;
    private final Map<String, Entry> entries = new HashMap<>();
    private List<Entry> order = new ArrayList<>(0);
    private int runs;
    /** How many of the entries the run at hand has a metric for. */
    private int seen;

    SeriesTable(String check) {
        this.check = check;
    }

    private static final class Entry {
        final String place;
        SeriesKey key;
        int seen;
        int misses;
        long lastAt;
        boolean counted;
        double count;
        long countedNanos;

        Entry(String place, SeriesKey key) {
            this.place = place;
            this.key = key;
        }
    }

    /**
     * What one run gives.
     *
     * @param good whether the run was as usual: only then a metric that is missing counts as gone
     * @param at the time of the samples, milliseconds since the epoch
     * @param nanos when the values were measured, by the clock that does not jump
     */
    record Measured(List<Metric> metrics, boolean good, long at, long nanos, String node, Duration every) {}

    /**
     * The readings of a run.
     *
     * @param left why metrics were left out, a line for each of the first few
     */
    record Taken(List<Reading> readings, List<Sample> samples, List<String> left, int leftOut) {}

    Taken take(Measured run) {
        runs++;
        seen = 0;
        int most = Math.min(run.metrics().size(), MOST_METRICS);
        var taken = new Taken(new ArrayList<>(most), new ArrayList<>(most), new ArrayList<>(0), 0);
        int leftOut = run.metrics().size() - most;
        if (leftOut > 0) {
            leave(taken, leftOut + " metrics were left out: at most " + MOST_METRICS + " are taken");
        }
        for (int i = 0; i < most; i++) {
            Metric metric = run.metrics().get(i);
            Entry entry = entry(metric, i, run, taken);
            if (entry == null) {
                leftOut++;
            } else {
                add(entry, metric, run, taken);
            }
        }
        return leftOut == 0 ? taken : new Taken(taken.readings, taken.samples, taken.left, leftOut);
    }

    /** Names the series that a good run has now been without for long enough, and forgets them. */
    void gone(boolean good, BiConsumer<String, Long> end) {
        if (!good || seen == entries.size()) {
            return;
        }
        boolean any = false;
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.seen != runs && ++entry.misses >= MISSES_TO_END) {
                end.accept(entry.key.id(), entry.lastAt);
                all.remove();
                any = true;
            }
        }
        if (any) {
            order = new ArrayList<>(0);
        }
    }

    /** Names every series there is, and forgets them all. @return whether there were any */
    boolean end(BiConsumer<String, Long> end) {
        boolean any = !entries.isEmpty();
        entries.values().forEach(entry -> end.accept(entry.key.id(), entry.lastAt));
        entries.clear();
        order = new ArrayList<>(0);
        return any;
    }

    int size() {
        return entries.size();
    }

    private @Nullable Entry entry(Metric metric, int i, Measured run, Taken taken) {
        Entry entry = i < order.size() ? order.get(i) : null;
        if (entry == null || !isOf(entry, metric)) {
            entry = find(metric, run, taken);
            if (entry == null) {
                return null;
            }
            if (i < order.size()) {
                order.set(i, entry);
            } else if (i == order.size()) {
                order.add(entry);
            }
        }
        if (entry.seen == runs) {
            leave(taken, "'" + entry.place + "' was left out: it came twice");
            return null;
        }
        if (!entry.key.unit().equals(metric.unit()) || !entry.key.step().equals(run.every())) {
            String fault = fault(metric);
            if (!fault.isEmpty()) {
                leave(taken, "a metric was left out: " + fault);
                return null;
            }
            entry.key = key(metric, run);
        }
        return entry;
    }

    private static boolean isOf(Entry entry, Metric metric) {
        return entry.key.metric().equals(metric.name()) && entry.key.item().equals(metric.item());
    }

    private @Nullable Entry find(Metric metric, Measured run, Taken taken) {
        String fault = fault(metric);
        if (!fault.isEmpty()) {
            leave(taken, "a metric was left out: " + fault);
            return null;
        }
        String place = metric.item().isEmpty() ? metric.name() : metric.name() + "[" + metric.item() + "]";
        Entry entry = entries.get(place);
        if (entry == null) {
            if (entries.size() >= MOST_SERIES) {
                leave(taken, "'" + place + "' was left out: the check has " + MOST_SERIES + " series already");
                return null;
            }
            entry = new Entry(place, key(metric, run));
            entries.put(place, entry);
        }
        return entry;
    }

    private SeriesKey key(Metric metric, Measured run) {
        return new SeriesKey(check, metric.name(), metric.item(), metric.unit(), run.node(), run.every());
    }

    /** What is wrong with a metric's words; a record of the API does not keep a plugin from putting nonsense in. */
    private static String fault(@Nullable Metric metric) {
        if (metric == null || (Object) metric.name() == null) {
            return "it has no name";
        }
        if (!NAME.matcher(metric.name()).matches()) {
            return "'" + Bounds.characters(metric.name(), 64)
                    + "' is no name; expected lower case words like used_bytes";
        }
        if ((Object) metric.item() == null || metric.item().length() > LONGEST_ITEM || hasControls(metric.item())) {
            return "the item of '" + metric.name() + "' is over " + LONGEST_ITEM
                    + " characters or has control characters";
        }
        if ((Object) metric.unit() == null || metric.unit().length() > LONGEST_UNIT || hasControls(metric.unit())) {
            return "the unit of '" + metric.name() + "' is over " + LONGEST_UNIT
                    + " characters or has control characters";
        }
        return "";
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void add(Entry entry, Metric metric, Measured run, Taken taken) {
        entry.seen = runs;
        entry.misses = 0;
        seen++;
        double value = metric.counter() ? rate(entry, metric, run.nanos()) : metric.value();
        if (metric.counter() && Double.isNaN(value)) {
            return; // no value this time is not the same as a value that is unknown
        }
        if (Double.isInfinite(value)) {
            value = Double.NaN;
        }
        entry.lastAt = run.at();
        taken.readings.add(new Reading(entry.key.metric(), entry.key.item(), entry.key.unit(), value));
        taken.samples.add(new Sample(entry.key, run.at(), value));
    }

    /** The increase per second since the last count; NaN if there was none, or the count has begun anew. */
    private static double rate(Entry entry, Metric metric, long nanos) {
        double count = metric.value();
        if (!Double.isFinite(count)) {
            return Double.NaN;
        }
        double seconds = (nanos - entry.countedNanos) / NANOS;
        boolean goesOn = entry.counted && seconds > 0 && !(metric.age() < seconds); // an age that is NaN is none
        double rate = goesOn ? increase(entry.count, metric) / seconds : Double.NaN;
        entry.counted = true;
        entry.count = count;
        entry.countedNanos = nanos;
        return rate;
    }

    /** A fall is a wrap if the counter can wrap and is known not to have begun anew; else NaN. */
    private static double increase(double before, Metric metric) {
        if (metric.value() >= before) {
            return metric.value() - before;
        }
        boolean wraps = !Double.isNaN(metric.age()) && before < metric.modulus();
        return wraps ? metric.value() + metric.modulus() - before : Double.NaN;
    }

    private static void leave(Taken taken, String why) {
        if (taken.left.size() < 5) {
            taken.left.add(why);
        }
    }
}
