package org.redeye.series.query;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Queries;
import org.redeye.api.query.Query;
import org.redeye.api.series.Series;
import org.redeye.api.store.StoreException;

/** The queries as a service. */
@Component(service = {Queries.class, Meters.class})
public final class QueryEngine implements Queries, Meters {

    /** How long queries that are asked together may take, waiting included. */
    static final long LONGEST_SECONDS = 10;

    private final Series series;
    private final GapBook gaps;
    private final LongSupplier nanoTime;
    private final Semaphore working;
    private final LongAdder asked = new LongAdder();
    private final LongAdder values = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Reads from the series engine, and why there is nothing to read from the book. */
    @Activate
    public QueryEngine(@Reference Series series, @Reference GapBook gaps) {
        this(series, gaps, System::nanoTime, Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    QueryEngine(Series series, GapBook gaps, LongSupplier nanoTime, int atOnce) {
        this.series = series;
        this.gaps = gaps;
        this.nanoTime = nanoTime;
        this.working = new Semaphore(atOnce, true);
    }

    @Override
    public List<Answer> ask(List<Query> queries) {
        if (queries.size() > MOST_QUERIES) {
            throw new IllegalArgumentException(
                    "There are " + queries.size() + " queries; at most " + MOST_QUERIES + " together.");
        }
        long begun = nanoTime.getAsLong();
        enter();
        var asking = new Asking(
                series, gaps, () -> nanoTime.getAsLong() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS));
        try {
            var answers = new ArrayList<Answer>(queries.size());
            for (Query query : queries) {
                answers.add(asking.answer(query));
            }
            return answers;
        } finally {
            working.release();
            asked.add(queries.size());
            values.add(asking.values());
            nanos.add(nanoTime.getAsLong() - begun);
        }
    }

    private void enter() {
        boolean entered;
        try {
            entered = working.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            entered = false;
        }
        if (!entered) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE,
                    "Other queries are being answered, for longer than " + LONGEST_SECONDS + " s. Try again later.");
        }
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("series_queries_total", "Queries of series that were answered or refused", asked.sum()),
                Meter.counter("series_query_values_total", "Numbers that were answered to queries", values.sum()),
                Meter.counter("series_query_seconds_total", "Seconds spent on queries", nanos.sum() / 1e9));
    }
}
