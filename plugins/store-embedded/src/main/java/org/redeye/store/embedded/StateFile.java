package org.redeye.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongSupplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state on disk: a file of MVStore, and before it the log of the changes that are not in it yet. A commit of MVStore
 * for each change would take 300 µs and 12 kB; so changes are logged one by one and committed together. MVStore closes
 * itself at the first failed write; then it is opened again and the log replayed. Not thread-safe.
 */
final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    private static final int CACHE_MEGABYTES = 4;
    /** Milliseconds after which space of old versions is used again; each commit is forced, so any above 0 is safe. */
    private static final int RETENTION = 5_000;
    /** Commits between two looks at how much of the file is waste. */
    private static final int HOUSEKEEPING = 8;
    /** Percent of a chunk that must be in use, or it is written together with others. */
    private static final int FILL = 60;

    private static final int REWRITE_BYTES = 4 << 20;
    /** Milliseconds until a failed commit is tried again. */
    private static final int RETRY = 5_000;
    /** So many times its wanted length the log may have before changes are refused. */
    private static final int MOST_LOG = 8;

    private static final String LAST_VERSION = "last";

    /**
     * Where it lies and how it works.
     *
     * @param scheme of H2's file system, with its colon; empty for the usual
     * @param path of the file; the log lies beside it
     * @param forceMillis between two forcings of the log; 0 at every change, negative never
     * @param logBytes when the log is so long, it is committed
     */
    record Place(String scheme, Path path, long forceMillis, long logBytes) {}

    /** What is open. */
    private record Open(MVStore store, MVMap<String, Entry> entries, MVMap<String, Long> counters, ChangeLog log) {}

    private final Place place;
    private final LongSupplier millis;
    private @Nullable Open open;
    private long forcedAt;
    private long retryAt = Long.MIN_VALUE;
    private int commits;

    StateFile(Place place, LongSupplier millis) {
        this.place = place;
        this.millis = millis;
    }

    boolean isOpen() {
        return open != null;
    }

    /** Opens it if it is not open. @throws StoreException if it cannot be opened */
    void open() {
        if (open == null) {
            open = opened();
        }
    }

    private Open opened() {
        Path path = place.path().toAbsolutePath();
        @Nullable MVStore store = null;
        try {
            Files.createDirectories(path.getParent());
            if (!Files.exists(path)) {
                begin(path);
            }
            store = store(path);
            var entries = entries(store);
            var counters = counters(store);
            var log = new ChangeLog(
                    path.resolveSibling(path.getFileName() + ".log"), change -> apply(change, entries, counters));
            return new Open(store, entries, counters, log);
        } catch (MVStoreException e) {
            closeQuietly(store);
            throw failure(e);
        } catch (IOException e) {
            closeQuietly(store);
            throw unavailable(e);
        }
    }

    /** MVStore cannot open a file whose first write was cut short: so it begins under another name. */
    private void begin(Path path) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var store = store(fresh);
        try {
            entries(store);
            counters(store);
            store.commit();
            store.sync();
        } finally {
            store.closeImmediately();
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private MVStore store(Path path) {
        var store = new MVStore.Builder()
                .fileName(place.scheme() + path)
                .autoCommitDisabled()
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setRetentionTime(RETENTION);
        store.setVersionsToKeep(0);
        return store;
    }

    private static MVMap<String, Entry> entries(MVStore store) {
        return store.openMap(
                "state",
                new MVMap.Builder<String, Entry>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(EntryType.INSTANCE));
    }

    private static MVMap<String, Long> counters(MVStore store) {
        return store.openMap("counters");
    }

    private static void closeQuietly(@Nullable MVStore store) {
        if (store != null) {
            store.closeImmediately();
        }
    }

    private Open current() {
        open();
        return java.util.Objects.requireNonNull(open);
    }

    MVMap<String, Entry> entries() {
        return current().entries();
    }

    /** The version of the last change. */
    long lastVersion() {
        Long last = current().counters().get(LAST_VERSION);
        return last == null ? 0 : last;
    }

    /** Makes a change. When it returns, the change survives the death of the process. */
    void change(Change change) throws IOException {
        var now = current();
        if (now.log().length() > MOST_LOG * place.logBytes()) {
            commit(now);
        }
        now.log().append(change);
        try {
            apply(change, now.entries(), now.counters());
        } catch (MVStoreException e) {
            // it is in the log, so it is done; the file is opened again at the next call and takes it from there
            abandon(now, e);
            return;
        }
        force(now);
        commitIfDue(now);
    }

    private static void apply(Change change, MVMap<String, Entry> entries, MVMap<String, Long> counters) {
        String value = change.value();
        if (value == null) {
            entries.remove(change.key());
        } else {
            entries.put(change.key(), new Entry(change.version(), value));
        }
        counters.put(LAST_VERSION, change.version());
    }

    private void force(Open now) {
        long time = millis.getAsLong();
        if (place.forceMillis() >= 0 && time - forcedAt >= place.forceMillis()) {
            try {
                now.log().force();
                forcedAt = time;
            } catch (IOException e) {
                LOG.warn("{}: the log cannot be forced to the disk: {}", place.path(), e.toString());
            }
        }
    }

    private void commitIfDue(Open now) {
        if (now.log().length() > place.logBytes() && millis.getAsLong() >= retryAt) {
            try {
                commit(now);
            } catch (IOException e) {
                LOG.warn("{}: the log of changes grows until this works again: {}", place.path(), e.toString());
            }
        }
    }

    /** Takes the changes of the log into the file. */
    private void commit(Open now) throws IOException {
        try {
            now.store().commit();
            now.store().sync();
            if (++commits % HOUSEKEEPING == 0) {
                now.store().compact(FILL, REWRITE_BYTES);
            }
        } catch (MVStoreException | IllegalStateException e) {
            abandon(now, e);
            throw new IOException(e.getMessage(), e);
        }
        now.log().clear();
    }

    private void abandon(Open now, RuntimeException cause) {
        LOG.warn("{}: could not be written and is opened again: {}", place.path(), cause.toString());
        retryAt = millis.getAsLong() + RETRY;
        open = null;
        closeQuietly(now.store());
        try {
            now.log().close();
        } catch (IOException e) {
            LOG.warn("{}: the log could not be closed: {}", place.path(), e.toString());
        }
    }

    /** Commits and closes it. A commit that fails loses nothing: the log is there. */
    void close() throws IOException {
        var now = open;
        if (now != null) {
            try (var log = now.log()) {
                commit(now);
            } finally {
                open = null;
                closeQuietly(now.store());
            }
        }
    }

    /** What an error of the library means for the caller. */
    StoreException failure(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT,
                    DataUtils.ERROR_UNSUPPORTED_FORMAT,
                    DataUtils.ERROR_CHUNK_NOT_FOUND,
                    DataUtils.ERROR_SERIALIZATION -> corrupt(e);
            case DataUtils.ERROR_FILE_LOCKED ->
                new StoreException(
                        Kind.UNAVAILABLE, place.path() + ": another instance has it open; stop that one first", e);
            default -> unavailable(e);
        };
    }

    StoreException unavailable(Exception e) {
        return new StoreException(
                Kind.UNAVAILABLE,
                place.path() + ": the state store cannot work now (" + e.getMessage()
                        + "); nothing of the call was done. Look at the disk: free space, rights, errors.",
                e);
    }

    private StoreException corrupt(MVStoreException e) {
        Path path = place.path();
        Path copy = path.resolveSibling(path.getFileName() + ".broken");
        String kept = "";
        try {
            if (!Files.exists(copy)) {
                Files.copy(path, copy);
            }
            kept = " A copy is kept as " + copy.getFileName() + ".";
        } catch (IOException cannot) {
            LOG.warn("{} cannot be copied to {}: {}", path, copy, cannot.toString());
        }
        return new StoreException(
                Kind.CORRUPT,
                path + ": the state cannot be read, the file is damaged (" + e.getMessage() + ")." + kept
                        + " Put back a backup of the folder; or move the folder away to begin with no state.",
                e);
    }
}
