package org.redeye.store.rrd4j;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rrd4j.core.InvalidRrdException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The round robin files. What changes one is worked out first, made durable in the journal, and only then written. */
final class SeriesFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SeriesFiles.class);

    /**
     * What is to be written to a file.
     *
     * @param whole the length of a new file; 0 if the file is there
     */
    record Change(Entry entry, List<Pages.Range> ranges, int whole) {

        int bytes() {
            return ranges.stream().mapToInt(range -> range.bytes().length + 8).sum();
        }
    }

    /** What is done with a file and what waits for it. */
    interface Use<R> {
        R with(RrdFile file, Pages pages) throws IOException;
    }

    private final Disk disk;
    private final OpenFiles open;
    private final NewFiles newFiles;
    private final Path folder;
    private final ArchivePlan plan;
    private final boolean force;

    SeriesFiles(Disk disk, Settings settings) {
        this.disk = disk;
        this.open = new OpenFiles(disk, settings.openFiles());
        // beside index and journal, whose names a check may have too
        this.folder = settings.folder().resolve("rrd");
        this.plan = settings.plan();
        this.force = !settings.force().isZero();
        this.newFiles = new NewFiles(disk, force);
    }

    Path path(Entry entry) {
        return FileNames.of(folder, entry.key, entry.number);
    }

    /** The archives of a new file. */
    List<ArchivePlan.Archive> plan(Entry entry) {
        return plan.archives(entry.key.step());
    }

    /** The file's length; 0 if there is none. */
    long length(Entry entry) {
        return Math.max(0, disk.length(path(entry)));
    }

    /**
     * Reads. Takes no part in the lock of the store: a file that has moved on meanwhile knows which of the runs are in it.
     *
     * @throws InvalidRrdException if the file is damaged
     */
    <R> R read(Entry entry, List<Pending.Run> runs, OpenFiles.Reading<R> reading) throws IOException {
        synchronized (entry) {
            try {
                var file = open.take(entry);
                if (file == null) {
                    Path path = path(entry);
                    if (disk.length(path) < 0) {
                        long first = runs.isEmpty()
                                ? entry.lastSlot + 1
                                : runs.get(0).first();
                        var layout = Layout.of(plan.archives(entry.key.step()));
                        return reading.of(Rows.of(layout, runs, Math.max(0, first)));
                    }
                    file = open.open(path);
                }
                return open.read(entry, file, runs, reading);
            } catch (EOFException | RuntimeException e) {
                throw new InvalidRrdException(String.valueOf(e.getMessage()), e);
            }
        }
    }

    void close() {
        open.closeAll();
    }

    /** What brings the file up to date. A damaged file is put aside and a new one begins. */
    Change change(Entry entry) throws IOException {
        var runs = entry.pending.runs();
        Path path = path(entry);
        if (disk.length(path) < 0) {
            return runs.isEmpty() ? new Change(entry, List.of(), 0) : begin(entry, path, runs);
        }
        try {
            return new Change(entry, changes(entry, path, runs), 0);
        } catch (InvalidRrdException damaged) {
            putAside(entry, path, damaged);
            return change(entry);
        }
    }

    private Change begin(Entry entry, Path path, List<Pending.Run> runs) throws IOException {
        sayIfGone(entry, path);
        byte[] bytes = newFiles.bytes(plan(entry), runs);
        return new Change(entry, List.of(new Pages.Range(0, bytes)), bytes.length);
    }

    private static void sayIfGone(Entry entry, Path path) {
        if (entry.fileBytes > 0) {
            LOG.warn("Series {}: its file {} is gone; the series begins anew.", entry.id, path);
        }
    }

    private List<Pages.Range> changes(Entry entry, Path path, List<Pending.Run> runs) throws IOException {
        var redo = entry.redo;
        var ranges = new ArrayList<Pages.Range>(redo == null ? List.of() : redo);
        try (var handle = disk.open(path, false)) {
            Layout layout;
            synchronized (entry) {
                layout = open.layout(entry, handle);
            }
            ranges.addAll(RowWriter.changes(layout, OpenFiles.bytes(entry, handle), runs));
        } catch (EOFException | RuntimeException e) {
            throw new InvalidRrdException(String.valueOf(e.getMessage()), e);
        }
        return ranges;
    }

    private void putAside(Entry entry, Path path, InvalidRrdException damaged) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".broken");
        forget(entry);
        disk.move(path, aside);
        entry.tail = null;
        entry.redo = null;
        entry.fileBytes = 0;
        LOG.warn(
                "Series {}: its file is damaged ({}). It is kept as {}; the series begins anew.",
                entry.id,
                damaged.getMessage(),
                aside);
    }

    <R> R use(Entry entry, List<Pending.Run> runs, Use<R> use) throws IOException {
        Path path = path(entry);
        if (disk.length(path) < 0) {
            sayIfGone(entry, path);
            return use(Pages.empty(), null, entry, runs, use);
        }
        try (var handle = disk.open(path, false)) {
            return use(Pages.of(handle), entry.redo, entry, runs, use);
        }
    }

    private <R> R use(Pages pages, @Nullable List<Pages.Range> redo, Entry entry, List<Pending.Run> runs, Use<R> use)
            throws IOException {
        RrdFile file;
        if (pages.getLength() == 0 && redo == null && disk.length(path(entry)) < 0) {
            long first = runs.isEmpty() ? entry.lastSlot + 1 : runs.get(0).first();
            file = RrdFile.create(pages, plan.archives(entry.key.step()), Math.max(0, first));
        } else {
            for (var range : redo == null ? List.<Pages.Range>of() : redo) {
                pages.overlay(range);
            }
            file = RrdFile.open(pages);
        }
        try {
            file.add(runs);
            return use.with(file, pages);
        } catch (EOFException | RuntimeException e) {
            throw new InvalidRrdException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Forces the names of new files. To be called before what they are made of is deleted. */
    void forceFolders() throws IOException {
        newFiles.forceFolders();
    }

    /** Writes a change whose bytes are in the journal, or a new file; see {@link #settle} and {@link #forceFolders}. */
    void write(Change change) throws IOException {
        var entry = change.entry();
        synchronized (entry) {
            Path path = path(entry);
            if (change.whole() > 0) {
                forget(entry);
                newFiles.write(path, change.ranges(), change.whole());
                entry.fileBytes = change.whole();
            } else if (!change.ranges().isEmpty()) {
                writeRanges(path, change.ranges());
                entry.unforced = force;
            }
        }
    }

    private void writeRanges(Path path, List<Pages.Range> ranges) throws IOException {
        try (var handle = disk.open(path, true)) {
            for (var range : ranges) {
                handle.write(range.offset(), range.bytes(), 0, range.bytes().length);
            }
        }
    }

    /**
     * Forces what was written of a file: from then on the journal is not needed for it. Better for many files after all of them were
     * written, for the first takes the others' along.
     */
    void settle(Entry entry) throws IOException {
        synchronized (entry) {
            if (force && entry.unforced && !entry.removed) {
                try (var handle = disk.open(path(entry), true)) {
                    handle.force();
                }
            }
            entry.redo = null;
            entry.unforced = false;
        }
    }

    /** Writes again what the journal holds of a file: a crash may have torn it. */
    void replay(Entry entry, List<Pages.Range> ranges) throws IOException {
        Path path = path(entry);
        if (disk.length(path) >= 0) {
            try (var handle = disk.open(path, true)) {
                if (isOlder(ranges, handle)) {
                    return;
                }
                for (var range : ranges) {
                    handle.write(range.offset(), range.bytes(), 0, range.bytes().length);
                }
            }
            entry.unforced = true;
        }
    }

    /** Whether the file has been brought further since, or replaced: an image is written whole before the next is made. */
    private static boolean isOlder(List<Pages.Range> ranges, Disk.Handle file) throws IOException {
        var end = new byte[Long.BYTES];
        file.read(RrdFile.END_AT, end, 0, end.length);
        long inFile = ByteBuffer.wrap(end).getLong();
        for (var range : ranges) {
            int at = RrdFile.END_AT - range.offset();
            if (at >= 0 && at + Long.BYTES <= range.bytes().length) {
                return ByteBuffer.wrap(range.bytes()).getLong(at) < inFile;
            }
        }
        return false;
    }

    /** The whole file with what waits for it, as bytes. Needs the lock of the store. */
    byte[] image(Entry entry) throws IOException {
        return use(entry, entry.pending.runs(), (file, pages) -> pages.all());
    }

    /** Puts the file of a series where its key says. Needs the lock of the store. @param before where it was */
    void move(Entry entry, Path before) throws IOException {
        synchronized (entry) {
            Path now = path(entry);
            if (!now.equals(before) && disk.length(before) >= 0) {
                open.forget(entry);
                disk.move(before, now);
                if (force) {
                    disk.forceFolder(now.getParent());
                }
            }
        }
    }

    void delete(Entry entry) throws IOException {
        synchronized (entry) {
            forget(entry);
            disk.delete(path(entry));
            entry.fileBytes = 0;
        }
    }

    /** The file will be another one, or none. */
    private void forget(Entry entry) {
        synchronized (entry) {
            open.forget(entry);
            entry.layout = null;
        }
    }
}
