package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that stay open for reading, so many at most: the least recently read are closed. Who reads a file has it alone:
 * he takes it and gives it back. Series are told apart by identity. Thread-safe.
 */
final class OpenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    private final Disk disk;
    private final Map<Entry, Disk.Handle> idle = new LinkedHashMap<>();

    private int most;

    /** @param most files that stay open */
    OpenFiles(Disk disk, int most) {
        this.disk = disk;
        this.most = most;
    }

    /** The file of a series, if it is open. */
    Disk.@Nullable Handle take(Entry entry) {
        synchronized (idle) {
            return idle.remove(entry);
        }
    }

    /** The file of a series, opened. */
    Disk.Handle open(Path file) throws IOException {
        return disk.open(file, false);
    }

    /** Gives back what was taken. */
    void giveBack(Entry entry, Disk.Handle handle) {
        var surplus = new ArrayList<Disk.Handle>(1);
        synchronized (idle) {
            var other = idle.put(entry, handle);
            if (other != null) {
                surplus.add(other);
            }
            var oldest = idle.values().iterator();
            while (idle.size() > most) {
                surplus.add(oldest.next());
                oldest.remove();
            }
        }
        surplus.forEach(OpenFiles::close);
    }

    /** To be called before another file takes the place of a series' file, or none. */
    void forget(Entry entry) {
        Disk.Handle handle;
        synchronized (idle) {
            handle = idle.remove(entry);
        }
        if (handle != null) {
            close(handle);
        }
    }

    /** Closes all of them; none stays open from here on. */
    void closeAll() {
        List<Disk.Handle> all;
        synchronized (idle) {
            most = 0;
            all = new ArrayList<>(idle.values());
            idle.clear();
        }
        all.forEach(OpenFiles::close);
    }

    private static void close(Disk.Handle handle) {
        try {
            handle.close();
        } catch (IOException e) {
            LOG.debug("A file that was read cannot be closed", e);
        }
    }
}
