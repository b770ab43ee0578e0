package org.redeye.api.series;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps series (plugin kind {@code store}). Thread-safe. Errors: {@link org.redeye.api.store.StoreException}; after
 * UNAVAILABLE nothing of the call was done and it may be repeated.
 *
 * <p>Time within a series is cut into slots of its step, aligned to the epoch; a slot holds one value. A slot without a
 * sample is a gap: absence, never zero, and part of no average.
 */
@ConsumerType
public interface SeriesStore {

    /**
     * Stores samples. When it returns, they survive {@code kill -9}. A sample whose slot is not later than the series'
     * last is passed over and counted in the answer, so repeating a batch does no harm.
     *
     * @param batch at most 100,000 samples, of one series in the order of time
     * @return how many were passed over because they were too old
     */
    int append(List<Sample> batch);

    /**
     * Finds series whose id matches a glob, in the order of their ids.
     *
     * @param match see {@link org.redeye.api.text.Glob}
     * @param after only ids greater than this; empty from the start
     * @param limit at most so many, 1 to 100,000
     */
    List<SeriesInfo> find(String match, String after, int limit);

    /** One series. */
    Optional<SeriesInfo> get(String id);

    /**
     * Reads the points of a series in the half-open stretch [from, to), from the finest archive that reaches back to
     * {@code from} and whose step is not over {@code step} where there is such.
     *
     * @param from milliseconds since the epoch, rounded down to the step of the answer
     * @param to milliseconds since the epoch; greater than {@code from}
     * @param step the wanted milliseconds between two points; the answer's is the smallest possible one that is not
     *     less; the answer has at most 100,000 points
     * @return empty if there is no such series
     */
    Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation);

    /**
     * Reads mean, least and greatest sample of each point at once; the stretch and the step are those of {@link #read}.
     * This reads three times; a store that can do it in one pass, or as of one moment, does it better.
     *
     * @return empty if there is no such series
     */
    default Optional<Band> band(String id, long from, long to, long step) {
        return Band.of(consolidation -> read(id, from, to, step, consolidation));
    }

    /** Marks a series as ended at a time; a later sample takes that back. Nothing happens if there is no such series. */
    void end(String id, long at);

    /** Removes a series and all it holds. @return whether it was there */
    boolean remove(String id);

    /** How many bytes it takes on disk, and how many it may still take (-1 if unknown). */
    Usage usage();

    /**
     * How much room there is.
     *
     * @param series how many series there are
     * @param bytes what they take on disk
     * @param free bytes still free there; -1 if unknown
     */
    record Usage(int series, long bytes, long free) {}
}
