package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.redeye.api.series.SeriesUpkeep;
import org.rrd4j.core.InvalidRrdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes and reads backups. The lock of the store is held for one series at a time. While a backup is written, series are not
 * renamed or joined: one might be passed over else. Thread-safe.
 */
final class Backups {

    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final String ENDING = ".backup";
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'series-'yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String NAMES = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.backup";

    /** What a person put there is not deleted. */
    private static final String OWN_NAMES = "series-\\d{8}T\\d{6}\\.\\d{3}Z\\.backup";

    private final Disk disk;
    private final Path folder;
    private final int kept;
    private final boolean force;
    private final StoreLock lock;
    private final Catalog catalog;
    private final SeriesFiles files;
    private final LongSupplier clock;
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param clock milliseconds since the epoch */
    Backups(Disk disk, Settings settings, StoreLock lock, Catalog catalog, SeriesFiles files, LongSupplier clock) {
        this.disk = disk;
        this.folder = settings.folder().resolve("backups");
        this.kept = settings.backups();
        this.force = !settings.force().isZero();
        this.lock = lock;
        this.catalog = catalog;
        this.files = files;
        this.clock = clock;
    }

    /** @throws IllegalStateException if a backup is being written */
    void requireQuiet() {
        if (writing.get()) {
            throw new IllegalStateException("A backup of the series is being written; try again when it is done.");
        }
    }

    SeriesUpkeep.Backup write() {
        if (!writing.compareAndSet(false, true)) {
            requireQuiet();
        }
        try {
            return lock.attempt(this::writeFile);
        } finally {
            writing.set(false);
        }
    }

    private SeriesUpkeep.Backup writeFile() throws IOException {
        long at = clock.getAsLong();
        Path path = folder.resolve(NAME.format(Instant.ofEpochMilli(at)) + ENDING);
        Path temporary = folder.resolve("unfinished.tmp");
        int count;
        try (var file = disk.open(temporary, true)) {
            file.truncate(0);
            count = writeSeries(new BackupFile.Writer(file));
            if (force) {
                file.force();
            }
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        disk.move(temporary, path);
        if (force) {
            disk.forceFolder(folder);
        }
        deleteOld();
        return new SeriesUpkeep.Backup(path.getFileName().toString(), at, count, disk.length(path));
    }

    private int writeSeries(BackupFile.Writer writer) throws IOException {
        String after = "";
        while (true) {
            String previous = after;
            var next = lock.locked(() -> catalog.after(previous));
            if (next.isEmpty()) {
                return writer.finish();
            }
            after = next.get().id;
            byte[] bytes = bytes(next.get(), writer);
            if (bytes.length > 0) {
                writer.add(bytes);
            }
        }
    }

    /** Nothing if it is gone meanwhile, or its file is damaged. */
    private byte[] bytes(Entry entry, BackupFile.Writer writer) {
        return lock.change(() -> {
            try {
                return entry.removed ? new byte[0] : writer.series(entry, files.image(entry));
            } catch (InvalidRrdException damaged) {
                LOG.warn(
                        "Series {}: its file is damaged ({}), it is not in the backup", entry.id, damaged.getMessage());
                return new byte[0];
            }
        });
    }

    private void deleteQuietly(Path temporary, Exception cause) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void deleteOld() throws IOException {
        var all = names().stream().filter(name -> name.matches(OWN_NAMES)).toList();
        for (String name : all.subList(Math.min(kept, all.size()), all.size())) {
            disk.delete(folder.resolve(name));
        }
    }

    /** The newest first: their names say when. */
    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(NAMES))
                    .sorted(Comparator.reverseOrder())
                    .limit(SeriesUpkeep.MOST_BACKUPS)
                    .toList();
        }
    }

    List<SeriesUpkeep.Backup> list() {
        return lock.attempt(() -> {
            var all = new ArrayList<SeriesUpkeep.Backup>();
            for (String name : names()) {
                Path path = folder.resolve(name);
                long at = Files.getLastModifiedTime(path).toMillis();
                all.add(new SeriesUpkeep.Backup(name, at, count(path), disk.length(path)));
            }
            return all;
        });
    }

    /** 0 if the file is cut short; a restore says so. */
    private int count(Path path) {
        try {
            return BackupFile.count(disk, path);
        } catch (IOException e) {
            return 0;
        }
    }

    SeriesUpkeep.Restored restore(String name, Upkeep upkeep) {
        if (!name.matches(NAMES) || disk.length(folder.resolve(name)) < 0) {
            throw new IllegalArgumentException("There is no backup '" + name + "' in " + folder + ".");
        }
        Path path = folder.resolve(name);
        // the whole file is read before the first series is touched
        lock.attempt(() -> BackupFile.read(disk, path, series -> {}));
        var counts = new int[2];
        lock.attempt(() -> BackupFile.read(disk, path, series -> {
            boolean there = lock.change(() -> upkeep.restore(series));
            counts[there ? 1 : 0]++;
        }));
        LOG.info("{}: restored; {} series begun, {} filled", path, counts[0], counts[1]);
        return new SeriesUpkeep.Restored(counts[0], counts[1]);
    }

    /** Bytes that the backups take. */
    long bytes() {
        return lock.attempt(() -> names().stream()
                .mapToLong(name -> Math.max(0, disk.length(folder.resolve(name))))
                .sum());
    }
}
