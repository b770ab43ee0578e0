package org.redeye.api.series;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is done with stored series by people: rename, join, retire, back up, restore. A {@link SeriesStore} that can do it
 * implements this as well; the series engine offers it as a service and passes it on. Thread-safe.
 *
 * <p>Each call is done whole or not at all, whenever the process dies, and survives {@code kill -9} when it returns.
 * Samples go on being stored meanwhile. Errors: {@link IllegalArgumentException} if what is named is not there or cannot be;
 * {@link IllegalStateException} if it cannot be done as things stand; {@link org.redeye.api.store.StoreException}, and after
 * UNAVAILABLE nothing was done.
 */
@ConsumerType
public interface SeriesUpkeep {

    /** How many backups are listed at most. */
    int MOST_BACKUPS = 1_000;

    /**
     * Gives a series another name; its samples, unit, node and step stay. Samples that come under the old name later begin a
     * new series.
     *
     * @param id of the series
     * @param check the check's id from now on
     * @param metric the metric's name from now on
     * @param item which of several like things from now on; empty if one only
     * @throws IllegalStateException if there is another series of that name, or a backup is being written
     */
    SeriesInfo rename(String id, String check, String metric, String item);

    /**
     * Puts the history of a series before that of another, which keeps its name and step and goes on; the first is gone then.
     * Where both have a sample, that of the second counts.
     *
     * @param from the series that is gone afterwards
     * @param into the series that goes on
     * @throws IllegalStateException if both have different units, or a backup is being written
     */
    SeriesInfo join(String from, String into);

    /**
     * Takes a series out of what is found ({@link SeriesStore#find}); it can still be read. It is removed after a time that
     * the store's settings say. A later sample takes that back.
     *
     * @param at since when, milliseconds since the epoch
     */
    SeriesInfo retire(String id, long at);

    /** Takes back that a series was retired. Nothing happens if it was not. */
    SeriesInfo revive(String id);

    /** The retired series, in the order of their ids; at most 100,000. */
    List<Retired> retired();

    /**
     * Writes all series into one file while samples go on coming. Each series is in it as it is at one moment, with every
     * sample that was acknowledged before the call. Older backups beyond the number that the settings say are deleted.
     *
     * @throws IllegalStateException if another backup is being written
     */
    Backup backup();

    /** The backups there are, the newest first; at most {@value #MOST_BACKUPS}. */
    List<Backup> backups();

    /**
     * Puts back what a backup holds. First the whole file is checked. Then series that are not there begin again, and those that
     * are there get their history of the backup where they do not know better: nothing that is stored now is lost.
     * One series after the other; after a failure in between it may be repeated.
     *
     * @param name of the backup
     * @throws org.redeye.api.store.StoreException CORRUPT if the file is damaged; nothing was done then
     */
    Restored restore(String name);

    /** How much room series, journals and backups take. See {@link SeriesStore#usage}. */
    SeriesStore.Usage usage();

    /**
     * A retired series.
     *
     * @param series what is known of it
     * @param at since when, milliseconds since the epoch
     * @param until when it is removed, milliseconds since the epoch; 0 if never
     */
    record Retired(SeriesInfo series, long at, long until) {}

    /**
     * A backup.
     *
     * @param name its name, that of the file
     * @param at when it was finished, milliseconds since the epoch
     * @param series how many series are in it
     * @param bytes how long the file is
     */
    record Backup(String name, long at, int series, long bytes) {}

    /**
     * What a restore has done.
     *
     * @param begun series that were not there
     * @param filled series that were there and got history
     */
    record Restored(int begun, int filled) {}
}
