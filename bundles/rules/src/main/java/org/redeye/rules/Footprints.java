package org.redeye.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesKey;

/**
 * Makes series of how rules stand: {@code rule-id:state[subject]}. One begins when its subject first is not in order, and has a
 * sample for each step while it is not, so that a graph shows a line and not points. Not thread-safe; guarded by its owner.
 */
final class Footprints {

    private static final long STEP = 10_000;
    /** Subjects whose lines are drawn on at each step. */
    private static final int MOST = 1_000;

    private final Series series;
    private final String node;
    private final Map<String, Subject> open = new LinkedHashMap<>();
    private long next = Long.MIN_VALUE;

    Footprints(Series series, String node) {
        this.series = series;
        this.node = node;
    }

    /** The level is another. */
    void moved(Subject subject, long now) {
        if (open.size() < MOST) {
            open.put(subject.key, subject); // one that is in order again has one more sample, at the next step
        }
        append(List.of(sample(subject, subject.ladder.level(), now)));
    }

    /** It is watched no longer: its line ends. */
    void left(Subject subject, long now) {
        if (open.remove(subject.key) != null) {
            series.end(sample(subject, Level.OK, now).key().id(), now);
        }
    }

    /** Draws the lines on, if it is time to. */
    void tick(long now) {
        if (now < next) {
            return;
        }
        next = now - Math.floorMod(now, STEP) + STEP;
        var samples = new ArrayList<Sample>();
        open.values().forEach(subject -> samples.add(sample(subject, subject.ladder.level(), now)));
        append(samples);
        open.values().removeIf(subject -> subject.ladder.level() == Level.OK);
    }

    private Sample sample(Subject subject, Level level, long now) {
        var key = new SeriesKey(subject.rule.id(), "state", subject.target.id(), "", node, Duration.ofMillis(STEP));
        return new Sample(key, now - Math.floorMod(now, STEP), level.ordinal());
    }

    private void append(List<Sample> samples) {
        if (!samples.isEmpty()) {
            var unused = series.append(samples); // the series engine counts what it cannot take
        }
    }
}
