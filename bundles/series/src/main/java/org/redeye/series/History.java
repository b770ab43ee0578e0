package org.redeye.series;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.redeye.api.platform.Meter;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.redeye.api.text.Glob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second store, for the long history: it gets the samples too, and is read from where a stretch begins long ago. Nobody
 * waits for it, and when it is away the first store answers as well as it can. Thread-safe.
 */
final class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final Pattern DURATION = Pattern.compile("\\s*(\\d{1,6})\\s*([mhd])\\s*");
    /** Series whose match is remembered. */
    private static final int MOST_REMEMBERED = 200_000;

    private final Lane lane;
    private final List<String> match;
    private final boolean all;
    private final Duration after;
    private final Clock clock;
    private final Map<SeriesKey, Boolean> matched = new ConcurrentHashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * A history.
     *
     * @param match which series it gets: globs over their ids, separated by commas
     * @param after stretches that begin longer ago are read from it, as minutes, hours or days: {@code 7d}
     */
    History(Lane lane, String match, String after, Clock clock) {
        this.lane = lane;
        this.match = Arrays.stream(match.split(","))
                .map(String::strip)
                .filter(glob -> !glob.isEmpty())
                .toList();
        this.all = this.match.contains("*");
        this.after = duration(after);
        this.clock = clock;
    }

    private static Duration duration(String text) {
        var duration = DURATION.matcher(text);
        if (!duration.matches()) {
            throw new IllegalArgumentException("etc/org.redeye.series.cfg: 'history.after = " + text
                    + "'; expected a number with m, h or d, such as 7d");
        }
        long count = Long.parseLong(duration.group(1));
        return switch (duration.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    Lane lane() {
        return lane;
    }

    void append(List<Sample> samples) {
        List<Sample> mine = all
                ? samples
                : samples.stream().filter(sample -> isMine(sample.key())).toList();
        for (int from = 0; from < mine.size(); from += Writer.BATCH) {
            var part = mine.subList(from, Math.min(mine.size(), from + Writer.BATCH));
            lane.backlog().add(new Work.Append(part, new CompletableFuture<>()));
        }
    }

    private boolean isMine(SeriesKey key) {
        var known = matched.get(key);
        if (known == null) {
            known = Glob.any(match, key.id());
            if (matched.size() < MOST_REMEMBERED) {
                matched.put(key, known);
            }
        }
        return known;
    }

    void end(String id, long at) {
        if (all || Glob.any(match, id)) {
            lane.backlog().add(new Work.End(id, at));
        }
    }

    /**
     * Reads from the store that reaches back further.
     *
     * @param from where the stretch begins, milliseconds since the epoch
     * @param first the first store
     * @param read reads the stretch
     * @param points what was read as points
     */
    <T> Optional<T> read(
            String id,
            long from,
            Optional<SeriesStore> first,
            Function<SeriesStore, Optional<T>> read,
            Function<T, Points> points) {
        if (clock.millis() - from <= after.toMillis() || !all && !Glob.any(match, id)) {
            return first.flatMap(read);
        }
        Optional<T> old = read(read);
        if (old.isPresent() && begin(points.apply(old.get())) == 0) {
            return old;
        }
        // it may be younger than what the first store knows
        Optional<T> near = first.flatMap(read);
        if (old.isEmpty() || near.isEmpty()) {
            return near.or(() -> old);
        }
        Points oldPoints = points.apply(old.get());
        Points nearPoints = points.apply(near.get());
        int nearBegin = begin(nearPoints);
        boolean nearReachesFurther = nearBegin < nearPoints.size()
                && (begin(oldPoints) == oldPoints.size()
                        || nearPoints.at(nearBegin) + nearPoints.step() <= oldPoints.at(begin(oldPoints)));
        return nearReachesFurther ? near : old;
    }

    private <T> Optional<T> read(Function<SeriesStore, Optional<T>> read) {
        try {
            Optional<T> answer = lane.store().flatMap(read);
            if (away.compareAndSet(true, false)) {
                LOG.info("The long history is read from {} again", lane.id());
            }
            return answer;
        } catch (StoreException e) {
            if (away.compareAndSet(false, true)) {
                LOG.warn("What is long ago is read from the first store, because {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** The first point of which something is known; their number if there is none. */
    private static int begin(Points points) {
        int i = 0;
        while (i < points.size() && Double.isNaN(points.values()[i])) {
            i++;
        }
        return i;
    }

    List<Meter> meters() {
        return List.of(
                Meter.counter(
                        "series_history_stored_total",
                        "Samples that the store of the long history took",
                        lane.writer().stored()),
                Meter.counter(
                        "series_history_dropped_total",
                        "Samples that the store of the long history did not take",
                        lane.backlog().dropped()),
                Meter.gauge(
                        "series_history_waiting",
                        "Samples that wait for the store of the long history",
                        lane.backlog().waiting()));
    }
}
