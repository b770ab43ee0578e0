package org.redeye.store.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.redeye.api.platform.Platform;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;

/**
 * Keeps state in one file on H2's MVStore, behind a log of single changes. A change is logged before it is made, so
 * nobody sees one that fails, and a crash leaves the state of before or after it.
 */
@Component(service = StateStore.class, configurationPid = "org.redeye.store.embedded")
@Designate(ocd = Config.class)
@Plugin(
        kind = "store",
        id = "embedded",
        title = "Embedded",
        help = "Keeps state in one file, without a server; nothing acknowledged is lost in a crash")
public final class EmbeddedStateStore implements StateStore, AutoCloseable {

    private static final Pattern BUCKET = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int LONGEST_KEY = 512;
    /** So much is read again after a crash, in less than a tenth of a second. */
    private static final long LOG_BYTES = 8 << 20;

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SCANNED = 10_000;
    /** Between bucket and key: smaller than any character of a bucket's name, so buckets do not interleave. */
    private static final char BETWEEN = '\0';

    private final StateFile file;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    /** @throws StoreException if the file cannot be opened or is damaged */
    @Activate
    public EmbeddedStateStore(@Reference Platform platform, Config config) {
        this(new StateFile(
                new StateFile.Place(
                        "",
                        platform.data().resolve("state").resolve("state.mv"),
                        config.force_milliseconds(),
                        LOG_BYTES),
                () -> System.nanoTime() / 1_000_000));
    }

    EmbeddedStateStore(StateFile file) {
        this.file = file;
        file.open();
    }

    @Override
    public Optional<Versioned> get(String bucket, String key) {
        check(bucket, key);
        return read(() -> Optional.ofNullable(file.entries().get(bucket + BETWEEN + key))
                .map(entry -> new Versioned(key, entry.value(), entry.version())));
    }

    @Override
    public List<Versioned> scan(String bucket, String prefix, String after, int limit) {
        check(bucket, "k");
        if (limit < 1 || limit > MOST_SCANNED) {
            throw new IllegalArgumentException("A limit of " + limit + "; expected 1 to " + MOST_SCANNED);
        }
        String begin = bucket + BETWEEN;
        boolean fromPrefix = prefix.compareTo(after) > 0;
        String from = begin + (fromPrefix ? prefix : after);
        return read(() -> {
            var found = new ArrayList<Versioned>();
            var cursor = file.entries().cursor(from);
            while (found.size() < limit && cursor.hasNext()) {
                String key = cursor.next();
                if (!key.startsWith(begin + prefix)) {
                    if (key.compareTo(begin + prefix) > 0) {
                        break;
                    }
                } else if (fromPrefix || !key.equals(from)) {
                    var entry = cursor.getValue();
                    found.add(new Versioned(key.substring(begin.length()), entry.value(), entry.version()));
                }
            }
            return found;
        });
    }

    @Override
    public long put(String bucket, String key, String value) {
        check(bucket, key);
        check(value);
        return change(() -> set(bucket, key, value));
    }

    @Override
    public long replace(String bucket, String key, String value, long expected) {
        check(bucket, key);
        check(value);
        return change(() -> {
            var now = file.entries().get(bucket + BETWEEN + key);
            long version = now == null ? 0 : now.version();
            if (version != expected) {
                throw new StoreException(
                        Kind.CONFLICT,
                        bucket + "/" + key + (version == 0 ? " is not there" : " is at version " + version)
                                + ", and not at version " + expected + ": somebody else was faster; read it again");
            }
            return set(bucket, key, value);
        });
    }

    private long set(String bucket, String key, String value) throws IOException {
        long version = file.lastVersion() + 1;
        file.change(new Change(version, bucket + BETWEEN + key, value));
        return version;
    }

    @Override
    public boolean remove(String bucket, String key) {
        check(bucket, key);
        String full = bucket + BETWEEN + key;
        return change(() -> {
            if (!file.entries().containsKey(full)) {
                return false;
            }
            file.change(new Change(file.lastVersion() + 1, full, null));
            return true;
        });
    }

    private <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            checkOpen();
            if (!file.isOpen()) {
                // only a writer opens it again
                lock.readLock().unlock();
                try {
                    reopen();
                } finally {
                    lock.readLock().lock();
                }
            }
            return work.get();
        } catch (MVStoreException e) {
            throw file.failure(e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void reopen() {
        lock.writeLock().lock();
        try {
            checkOpen();
            file.open();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private interface Work<T> {
        T get() throws IOException;
    }

    private <T> T change(Work<T> work) {
        lock.writeLock().lock();
        try {
            checkOpen();
            return work.get();
        } catch (MVStoreException e) {
            throw file.failure(e);
        } catch (IOException e) {
            throw file.unavailable(e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    @Deactivate
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            file.close();
        } catch (IOException e) {
            throw file.unavailable(e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException(Kind.UNAVAILABLE, "The embedded state store is closed; ask for it anew");
        }
    }

    private static void check(String bucket, String key) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException(
                    "'" + bucket + "' is no bucket name; expected a-z, then a-z, 0-9 or dashes, at most 64");
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "A key of " + key.length() + " characters in bucket " + bucket + "; expected 1 to " + LONGEST_KEY);
        }
    }

    private static void check(String value) {
        // no text has more bytes than three for each char
        if (value.length() > MOST_BYTES / 3) {
            int bytes = value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "A value of " + bytes + " bytes; at most " + MOST_BYTES + " are kept");
            }
        }
    }
}
