package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that stay open for reading, so many at most: the least recently read are closed. Who reads a file has it alone:
 * he takes it and gives it back. Series are told apart by identity. Thread-safe.
 */
final class OpenFiles {

    private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

    /** What is read of a file. */
    interface Reading<R> {
        R of(Rows rows) throws IOException;
    }

    /** Different layouts of files that are kept in memory, once for all files that have them. */
    private static final int MOST_LAYOUTS = 64;

    private final Disk disk;
    private final Map<Layout, Layout> layouts = new ConcurrentHashMap<>();
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

    /**
     * Reads a file that was taken or opened, and gives it back; after a failure it is closed.
     *
     * @param runs what waits for it
     */
    <R> R read(Entry entry, Disk.Handle handle, List<Pending.Run> runs, Reading<R> reading) throws IOException {
        boolean whole = false;
        try {
            R result = reading.of(Rows.of(layout(entry, handle), bytes(entry, handle), runs));
            whole = true;
            return result;
        } finally {
            if (whole) {
                giveBack(entry, handle);
            } else {
                handle.close();
            }
        }
    }

    /** How the file of a series is laid out. The caller holds the monitor of the series. */
    Layout layout(Entry entry, Disk.Handle file) throws IOException {
        var known = entry.layout;
        if (known == null) {
            known = Layout.of(bytes(entry, file));
            if (layouts.size() >= MOST_LAYOUTS) {
                layouts.clear();
            }
            var same = layouts.putIfAbsent(known, known);
            known = same == null ? known : same;
            entry.layout = known;
        }
        return known;
    }

    /** The file as it is to be: with what a failed write may have left torn. */
    static Bytes bytes(Entry entry, Disk.Handle file) throws IOException {
        var redo = entry.redo;
        if (redo == null) {
            return file;
        }
        var pages = Pages.of(file);
        for (var range : redo) {
            pages.overlay(range);
        }
        return pages;
    }

    private void giveBack(Entry entry, Disk.Handle handle) {
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
