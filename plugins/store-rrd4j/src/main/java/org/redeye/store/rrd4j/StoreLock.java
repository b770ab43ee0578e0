package org.redeye.store.rrd4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.redeye.api.store.StoreException;
import org.rrd4j.core.InvalidRrdException;

/** The lock of the store: what is in memory, and the journal, are touched under it only, and not after it was closed. */
final class StoreLock {

    /** Work that touches the disk. */
    interface Io<T> {
        T get() throws IOException;
    }

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    /** @param folder of the store, for what is said when something is wrong */
    StoreLock(Path folder) {
        this.folder = folder;
    }

    /** Does it alone. @throws StoreException UNAVAILABLE if the store is closed */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException(
                        StoreException.Kind.UNAVAILABLE, folder + ": the store is closed; ask for it anew");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does it alone; see {@link #attempt}. */
    <T> T change(Io<T> work) {
        return locked(() -> attempt(work));
    }

    /** Ends it. @param work is told whether it was closed before, and done in any case */
    void close(Consumer<Boolean> work) {
        lock.lock();
        try {
            work.accept(closed);
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** @throws StoreException UNAVAILABLE if the disk fails, CORRUPT if a file of RRD4J is none */
    <T> T attempt(Io<T> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            throw unavailable(e.getCause());
        } catch (InvalidRrdException e) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    folder + ": the file of a series is damaged (" + e.getMessage() + "); nothing of the call was done."
                            + " The file will be put aside when its next samples are written.",
                    e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    StoreException unavailable(IOException cause) {
        return new StoreException(
                StoreException.Kind.UNAVAILABLE,
                folder + ": the series store cannot work now (" + cause.getMessage()
                        + "); nothing of the call was done. Look at the disk: free space, rights, errors.",
                cause);
    }
}
