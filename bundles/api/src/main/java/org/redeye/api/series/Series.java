package org.redeye.api.series;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The series engine: takes samples, hands them to the store in batches, keeps the last values at hand. Thread-safe.
 *
 * <p>Samples that wait for the store are bounded; when the store does not take them, the oldest are dropped and counted.
 */
@ProviderType
public interface Series {

    /**
     * Takes samples over. Never blocks.
     *
     * @return completes when they are stored durably; exceptionally with {@link org.redeye.api.store.StoreException} if
     *     they had to be dropped
     */
    CompletionStage<Void> append(List<Sample> samples);

    /** See {@link SeriesStore#find}; samples not stored yet are in the last values. Empty while there is no store. */
    List<SeriesInfo> find(String match, String after, int limit);

    /** See {@link SeriesStore#get}. */
    Optional<SeriesInfo> get(String id);

    /** See {@link SeriesStore#read}. */
    Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation);

    /** See {@link SeriesStore#band}. */
    default Optional<Band> band(String id, long from, long to, long step) {
        return Band.of(consolidation -> read(id, from, to, step, consolidation));
    }

    /** Says that a series has ended: its check or item is gone. */
    void end(String id, long at);
}
