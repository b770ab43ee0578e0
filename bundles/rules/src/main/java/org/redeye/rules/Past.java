package org.redeye.rules;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.store.StoreException;

/**
 * Reads what is stored of the time before a subject's first sample, one series after the other, so that windows need not fill anew
 * after a restart. What cannot be read yet is tried again. Thread-safe.
 */
final class Past {

    /** Subjects that may wait; the windows of others fill anew, and are counted. */
    static final int MOST_WAITING = 100_000;

    private static final int MOST_TRIES = 3;
    /** While a process starts the store may come after the first samples. */
    private static final long AGAIN = 10_000;

    /** The stretch [from, to) of a subject's series. */
    private record Wanted(Subject subject, long from, long to, int tries, long due) {}

    private final Series series;
    private final Evaluator evaluator;
    private final PriorityQueue<Wanted> waiting = new PriorityQueue<>(Comparator.comparingLong(Wanted::due));
    private final LongAdder leftOut = new LongAdder();

    Past(Series series, Evaluator evaluator) {
        this.series = series;
        this.evaluator = evaluator;
    }

    /** A window has begun; its past is read later. */
    void want(Subject subject, long from, long to, long now) {
        add(new Wanted(subject, from, to, 0, now));
    }

    private synchronized void add(Wanted wanted) {
        if (waiting.size() >= MOST_WAITING) {
            leftOut.increment();
        } else {
            waiting.add(wanted);
        }
    }

    private synchronized Optional<Wanted> next(long now) {
        return Optional.ofNullable(waiting.peek())
                .filter(wanted -> wanted.due() <= now)
                .map(wanted -> waiting.poll());
    }

    /** Fills one window. @return whether there was one to fill */
    boolean step(long now) {
        Optional<Wanted> wanted = next(now);
        wanted.ifPresent(each -> {
            Optional<Points> points = read(each);
            if (points.isPresent()) {
                evaluator.remember(each.subject(), points.get());
            } else if (each.tries() + 1 < MOST_TRIES) {
                add(new Wanted(each.subject(), each.from(), each.to(), each.tries() + 1, now + AGAIN));
            }
        });
        return wanted.isPresent();
    }

    private Optional<Points> read(Wanted wanted) {
        Target target = wanted.subject().target;
        try {
            return series.read(target.id(), wanted.from(), wanted.to(), target.step(), Consolidation.AVERAGE);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    long leftOut() {
        return leftOut.sum();
    }
}
