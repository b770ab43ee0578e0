package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the server, on disk: numbered segments that are only ever appended to. When it is full its oldest segment
 * goes. A record that a crash cut short ends the newest segment and counts as not written. Thread-safe.
 */
final class Buffer implements Closeable {

    static final byte[] MAGIC = "REMPROM1".getBytes(StandardCharsets.US_ASCII);

    private static final Logger LOG = LoggerFactory.getLogger(Buffer.class);
    private static final String ENDING = ".segment";
    private static final long LONGEST_SEGMENT = 16 << 20;
    /** So many segments make a full buffer, or more: what goes at once is a small part of it. */
    private static final int LEAST_SEGMENTS = 8;

    private final Path folder;
    private final long most;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private FileChannel channel;
    private Segment current;
    /** Whether bytes may lie behind the last whole record that could not be cut off yet. */
    private boolean frayed;

    private static final class Segment {
        final long number;
        /** The end of its last whole record. */
        long bytes = MAGIC.length;
        /** What is to be sent of it. */
        long samples;

        Segment(long number) {
            this.number = number;
        }
    }

    /**
     * Opens it.
     *
     * @param most bytes that it may have, and one record more
     * @param samples what is to be sent of the segments that need no replay
     * @param replayFrom the first segment to replay
     */
    Buffer(Path folder, long most, Map<Long, Long> samples, long replayFrom, Change.Sink sink) throws IOException {
        this.folder = folder;
        this.most = most;
        Files.createDirectories(folder);
        for (Path file : files()) {
            var segment = new Segment(number(file));
            if (segment.number < replayFrom) {
                segment.bytes = Files.size(file);
                segment.samples = samples.getOrDefault(segment.number, 0L);
            } else {
                replay(file, segment, sink);
            }
            segments.put(segment.number, segment);
        }
        if (segments.isEmpty()) {
            segments.put(replayFrom, new Segment(replayFrom));
        }
        current = segments.lastEntry().getValue();
        channel = open(current);
        channel.truncate(current.bytes);
    }

    private java.util.List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{8,18}" + ENDING))
                    .sorted(java.util.Comparator.comparingLong(Buffer::number))
                    .toList();
        }
    }

    private static long number(Path file) {
        String name = file.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - ENDING.length()));
    }

    private static void replay(Path file, Segment segment, Change.Sink sink) throws IOException {
        try (var reader = new SegmentReader(file)) {
            var counting = new Counting(sink);
            for (var body = reader.next(Long.MAX_VALUE); body.isPresent(); body = reader.next(Long.MAX_VALUE)) {
                while (body.get().hasRemaining()) {
                    Change.read(body.get(), counting);
                }
            }
            segment.bytes = reader.offset();
            segment.samples = counting.samples;
            if (reader.offset() < reader.size()) {
                LOG.warn(
                        "{}: the last {} bytes are no whole record and are passed over",
                        file,
                        reader.size() - reader.offset());
            }
        } catch (SegmentReader.NoSegment e) {
            LOG.warn("{}; it is taken for empty", e.getMessage());
        }
    }

    private FileChannel open(Segment segment) throws IOException {
        var opened = FileChannel.open(path(segment.number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            write(opened, ByteBuffer.wrap(MAGIC), 0);
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    Path path(long number) {
        return folder.resolve(String.format("%08d%s", number, ENDING));
    }

    /** The segment that is written now. */
    synchronized long current() {
        return current.number;
    }

    synchronized long oldest() {
        return segments.firstKey();
    }

    /** The end of a segment's last whole record; -1 if it is gone. */
    synchronized long length(long number) {
        var segment = segments.get(number);
        return segment == null ? -1 : segment.bytes;
    }

    /** Whether the segment that is written is long enough for another to begin. */
    synchronized boolean isLong() {
        return current.bytes >= Math.min(LONGEST_SEGMENT, most / LEAST_SEGMENTS);
    }

    /** Begins a new segment. */
    synchronized void roll() throws IOException {
        var next = new Segment(current.number + 1);
        var opened = open(next);
        opened.truncate(MAGIC.length);
        channel.close();
        channel = opened;
        current = next;
        frayed = false;
        segments.put(next.number, next);
    }

    /** Appends a record. When it returns, the record survives the death of the process. On an error nothing is there. */
    synchronized void append(Change change) throws IOException {
        if (frayed) {
            channel.truncate(current.bytes);
            frayed = false;
        }
        ByteBuffer bytes = change.finish();
        int size = bytes.remaining();
        try {
            write(channel, bytes, current.bytes);
        } catch (IOException e) {
            frayed = true; // cut off before the next append; a replay stops there by itself
            throw e;
        }
        current.bytes += size;
        current.samples += change.samples();
    }

    private static void write(FileChannel to, ByteBuffer bytes, long place) throws IOException {
        long at = place;
        while (bytes.hasRemaining()) {
            at += to.write(bytes, at);
        }
    }

    synchronized void force() throws IOException {
        channel.force(false);
    }

    synchronized boolean isFull() {
        return bytes() > most;
    }

    synchronized long bytes() {
        return segments.values().stream().mapToLong(segment -> segment.bytes).sum();
    }

    /** What is to be sent of each segment, all but the newest. */
    synchronized Map<Long, Long> samples() {
        var samples = new TreeMap<Long, Long>();
        segments.headMap(current.number).forEach((number, segment) -> samples.put(number, segment.samples));
        return samples;
    }

    /** What is to be sent of a segment and all behind it. */
    synchronized long samplesFrom(long number) {
        return segments.tailMap(number).values().stream()
                .mapToLong(segment -> segment.samples)
                .sum();
    }

    synchronized long samples(long number) {
        var segment = segments.get(number);
        return segment == null ? 0 : segment.samples;
    }

    /** Deletes the segments before one, and never the newest. */
    synchronized void deleteBefore(long number) throws IOException {
        while (segments.firstKey() < Math.min(number, current.number)) {
            Files.deleteIfExists(path(segments.firstKey()));
            segments.pollFirstEntry();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    /** Counts what is to be sent while it passes everything on. */
    private static final class Counting implements Change.Sink {
        private final Change.Sink sink;
        private long samples;

        Counting(Change.Sink sink) {
            this.sink = sink;
        }

        @Override
        public void define(int number, org.redeye.api.series.SeriesKey key, int generation) {
            sink.define(number, key, generation);
        }

        @Override
        public void sample(int number, long at, double value) {
            samples++;
            sink.sample(number, at, value);
        }

        @Override
        public void end(int number, long at, long lastAt) {
            samples++;
            sink.end(number, at, lastAt);
        }

        @Override
        public void remove(String id, int generation) {
            sink.remove(id, generation);
        }
    }
}
