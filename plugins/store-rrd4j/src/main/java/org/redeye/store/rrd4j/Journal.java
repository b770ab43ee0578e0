package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.redeye.store.rrd4j.RecordReader.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was acknowledged and is not yet in the files: records in segment files that are only ever appended to. A record
 * that a crash cut short ends its segment and counts as not written. Not thread-safe.
 */
final class Journal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final byte[] MAGIC = "REMJRNL1".getBytes(StandardCharsets.US_ASCII);
    private static final String ENDING = ".journal";
    /** More than any record: 100,000 samples with new series, or the images of a slice. */
    private static final int LONGEST_RECORD = 256 << 20;

    private final Disk disk;
    private final Path folder;
    private final List<Long> old = new ArrayList<>();
    private long oldBytes;
    private long oldSamples;
    private long segment;
    private Disk.Handle handle;
    /** The end of the last whole record. */
    private long length;

    private long samples;
    /** Whether bytes may lie behind {@link #length} that could not be cut off yet. */
    private boolean frayed;

    /** Opens the journal and replays it: the caller then knows all that was ever acknowledged. */
    Journal(Disk disk, Path folder, Sink sink) throws IOException {
        this.disk = disk;
        this.folder = folder;
        Files.createDirectories(folder);
        List<Long> segments = segments();
        for (long number : segments) {
            boolean last = number == segments.get(segments.size() - 1);
            replay(number, last, sink);
        }
        this.segment = segments.isEmpty() ? 1 : segments.get(segments.size() - 1);
        this.handle = disk.open(path(segment), true);
        start();
    }

    private List<Long> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d{8,18}" + ENDING))
                    .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
                    .sorted()
                    .toList();
        }
    }

    private Path path(long number) {
        return folder.resolve(String.format("%08d%s", number, ENDING));
    }

    private void start() throws IOException {
        if (length == 0) {
            frayed = true;
            handle.truncate(0);
            handle.write(0, MAGIC, 0, MAGIC.length);
            length = MAGIC.length;
        } else {
            handle.truncate(length);
        }
        frayed = false;
    }

    private void replay(long number, boolean last, Sink sink) throws IOException {
        long end = 0;
        long size;
        try (var file = disk.open(path(number), false)) {
            size = file.length();
            if (size >= MAGIC.length && startsRight(file)) {
                end = replay(file, size, sink);
                oldSamples += last ? 0 : samples;
            }
        }
        if (end < size) {
            LOG.warn(
                    "{}: the last {} bytes are no whole record and are passed over{}",
                    path(number),
                    size - end,
                    last ? " (a crash cut short what was not acknowledged)" : "");
        }
        if (last) {
            length = end;
        } else {
            old.add(number);
            oldBytes += size;
            if (end < size) {
                keepAside(number);
            }
        }
    }

    /** Only the last segment is ever cut short by a crash: another damage is for a person to look at. */
    private void keepAside(long number) throws IOException {
        Path aside = folder.resolve(path(number).getFileName() + ".broken");
        Files.copy(path(number), aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("{}: damaged in the middle; a copy is kept", aside);
    }

    private static boolean startsRight(Disk.Handle file) throws IOException {
        var magic = new byte[MAGIC.length];
        file.read(0, magic, 0, magic.length);
        return java.util.Arrays.equals(magic, MAGIC);
    }

    private long replay(Disk.Handle file, long size, Sink sink) throws IOException {
        samples = 0;
        var header = new byte[RecordWriter.HEADER];
        var crc = new CRC32C();
        long at = MAGIC.length;
        while (at + header.length < size) {
            file.read(at, header, 0, header.length);
            var head = ByteBuffer.wrap(header);
            int count = head.getInt();
            int checksum = head.getInt();
            if (count <= 0 || count > LONGEST_RECORD || at + header.length + count > size) {
                return at;
            }
            var bytes = new byte[count];
            file.read(at + header.length, bytes, 0, count);
            crc.reset();
            crc.update(bytes, 0, count);
            if ((int) crc.getValue() != checksum) {
                return at;
            }
            samples += RecordReader.read(ByteBuffer.wrap(bytes), sink);
            at += header.length + count;
        }
        return at;
    }

    /** Appends a record. When it returns, the record survives the death of the process. On an error nothing is there. */
    void append(RecordWriter record) throws IOException {
        if (frayed) {
            handle.truncate(length);
            frayed = false;
        }
        byte[] bytes = record.finish();
        try {
            handle.write(length, bytes, 0, record.size());
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        length += record.size();
        samples += record.samples();
    }

    /**
     * Appends a record after which files are deleted, so it should survive a power failure as well. It counts once it is
     * appended: that it cannot be forced is said, and undoes nothing.
     */
    void appendForced(RecordWriter record) throws IOException {
        append(record);
        try {
            force();
        } catch (IOException e) {
            LOG.warn("{}: cannot be forced to the disk: {}", path(segment), e.toString());
        }
    }

    private void cutOff(IOException cause) {
        frayed = true;
        try {
            handle.truncate(length);
            frayed = false;
        } catch (IOException e) {
            // the next append tries again first, and a replay stops at the torn record
            cause.addSuppressed(e);
        }
    }

    /** Begins a new segment; the older ones stay until {@link #dropOld}. */
    void roll() throws IOException {
        var next = disk.open(path(segment + 1), true);
        try {
            next.truncate(0);
            next.write(0, MAGIC, 0, MAGIC.length);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        handle.close();
        old.add(segment);
        oldBytes += length;
        oldSamples += samples;
        samples = 0;
        handle = next;
        segment++;
        length = MAGIC.length;
        frayed = false;
    }

    boolean hasOld() {
        return !old.isEmpty();
    }

    /** Deletes the older segments: all that is in them is elsewhere now. */
    void dropOld() throws IOException {
        while (!old.isEmpty()) {
            disk.delete(path(old.get(0)));
            old.remove(0);
        }
        oldBytes = 0;
        oldSamples = 0;
    }

    void force() throws IOException {
        handle.force();
    }

    /** Bytes of the segment that is written now. */
    long length() {
        return length;
    }

    boolean isBlank() {
        return length == MAGIC.length;
    }

    /** Samples in the segment that is written now. */
    long samples() {
        return samples;
    }

    /** Samples in all segments. */
    long totalSamples() {
        return samples + oldSamples;
    }

    /** Bytes of all segments. */
    long total() {
        return length + oldBytes;
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }
}
