package org.redeye.store.prometheus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Reads a segment record by record. Not thread-safe; others may append meanwhile. */
final class SegmentReader implements Closeable {

    /** More than any record: 100,000 samples with the names of as many series. */
    private static final int LONGEST_RECORD = 256 << 20;

    private final FileChannel channel;
    private long offset = Buffer.MAGIC.length;

    SegmentReader(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        var magic = ByteBuffer.allocate(Buffer.MAGIC.length);
        if (!fill(magic, 0) || !java.util.Arrays.equals(magic.array(), Buffer.MAGIC)) {
            channel.close();
            throw new NoSegment(file);
        }
    }

    /** A file that a crash left before its first bytes were written, or that is none of ours. */
    static final class NoSegment extends IOException {
        private static final long serialVersionUID = 1;

        NoSegment(Path file) {
            super(file + " does not begin as a segment of the buffer does");
        }
    }

    /** Where the next record begins. */
    long offset() {
        return offset;
    }

    /** The entries of the next record; empty if none lies whole before an offset. */
    Optional<ByteBuffer> next(long end) throws IOException {
        var header = ByteBuffer.allocate(Change.HEADER);
        if (offset + Change.HEADER > end || !fill(header, offset)) {
            return Optional.empty();
        }
        int size = header.getInt(0);
        if (size <= 0 || size > LONGEST_RECORD || offset + Change.HEADER + size > end) {
            return Optional.empty();
        }
        var body = ByteBuffer.allocate(size);
        if (!fill(body, offset + Change.HEADER)) {
            return Optional.empty();
        }
        var crc = new CRC32C();
        crc.update(body.array(), 0, size);
        if ((int) crc.getValue() != header.getInt(4)) {
            return Optional.empty();
        }
        offset += Change.HEADER + size;
        return Optional.of(body.flip());
    }

    long size() throws IOException {
        return channel.size();
    }

    private boolean fill(ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
