package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.series.SeriesUpkeep;

/**
 * The store of the series.
 *
 * @param series how many series it has
 * @param bytes what they take on disk, with journals and backups
 * @param free bytes that are free there; null if unknown
 * @param retired the series that are retired, at most 1,000
 * @param backups the backups, the newest first
 */
public record SeriesStoreJson(
        int series, long bytes, @Nullable Long free, List<RetiredJson> retired, List<BackupJson> backups) {

    private static final int MOST_RETIRED = 1_000;

    /**
     * A retired series.
     *
     * @param id the series
     * @param at since when, milliseconds since the epoch
     * @param until when it is removed, milliseconds since the epoch; null if never
     */
    public record RetiredJson(String id, long at, @Nullable Long until) {}

    /**
     * A backup.
     *
     * @param name its name
     * @param at when it was finished, milliseconds since the epoch
     * @param series how many series are in it
     * @param bytes how long the file is
     */
    public record BackupJson(String name, long at, int series, long bytes) {

        /** One of the store. */
        public static BackupJson of(SeriesUpkeep.Backup backup) {
            return new BackupJson(backup.name(), backup.at(), backup.series(), backup.bytes());
        }
    }

    /**
     * What a restore has done.
     *
     * @param begun series that were not there
     * @param filled series that were there and got history
     */
    public record RestoredJson(int begun, int filled) {}

    /** As it is now. */
    public static SeriesStoreJson of(SeriesUpkeep store) {
        SeriesStore.Usage usage = store.usage();
        return new SeriesStoreJson(
                usage.series(),
                usage.bytes(),
                usage.free() < 0 ? null : usage.free(),
                store.retired().stream()
                        .limit(MOST_RETIRED)
                        .map(one -> new RetiredJson(one.series().id(), one.at(), one.until() == 0 ? null : one.until()))
                        .toList(),
                store.backups().stream().map(BackupJson::of).toList());
    }
}
