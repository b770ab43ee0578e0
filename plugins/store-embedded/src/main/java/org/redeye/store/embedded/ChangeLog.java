package org.redeye.store.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes that are acknowledged and not yet in the file, one record each: length (4 bytes), CRC-32C of the rest (4),
 * version (8), whether there is a value (1), characters of the key (4), key, value; texts as UTF-16, which keeps any. A
 * record that a crash cut short is the last, was not acknowledged, and counts as not written. Not thread-safe.
 */
final class ChangeLog implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
    private static final byte[] MAGIC = "REMSTAT1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 8;
    private static final int FIXED = 13;
    /** More than the longest key and value. */
    private static final int LONGEST = 4 << 20;

    private final Path path;
    private final RandomAccessFile file;
    /** The end of the last whole record. */
    private long length;
    /** Whether bytes may lie behind it that could not be cut off yet. */
    private boolean frayed;

    /** Opens the log and hands over what is in it. */
    ChangeLog(Path path, Consumer<Change> replay) throws IOException {
        this.path = path;
        // not a channel: an interrupt of any caller would close it
        this.file = new RandomAccessFile(path.toFile(), "rw");
        try {
            length = replay(replay);
            clear(length);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private long replay(Consumer<Change> replay) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return 0;
        }
        var log = ByteBuffer.wrap(bytes).position(MAGIC.length);
        var crc = new CRC32C();
        while (log.remaining() > HEADER) {
            log.mark();
            int count = log.getInt();
            int checksum = log.getInt();
            if (count < FIXED || count > LONGEST || count > log.remaining()) {
                log.reset();
                break;
            }
            var record = log.slice(log.position(), count);
            crc.reset();
            crc.update(record.duplicate());
            if ((int) crc.getValue() != checksum) {
                log.reset();
                break;
            }
            replay.accept(change(record));
            log.position(log.position() + count);
        }
        if (log.hasRemaining()) {
            LOG.warn(
                    "{}: the last {} bytes are no whole record and are passed over (a crash cut short what was not"
                            + " acknowledged)",
                    path,
                    log.remaining());
        }
        return log.position();
    }

    private static Change change(ByteBuffer record) {
        long version = record.getLong();
        boolean hasValue = record.get() != 0;
        var key = new char[record.getInt()];
        var chars = record.asCharBuffer().get(key);
        return new Change(version, new String(key), hasValue ? chars.toString() : null);
    }

    private static byte[] bytes(Change change) {
        String value = change.value();
        int count = FIXED + 2 * (change.key().length() + (value == null ? 0 : value.length()));
        var bytes = new byte[HEADER + count];
        var buffer = ByteBuffer.wrap(bytes);
        buffer.position(HEADER);
        buffer.putLong(change.version())
                .put((byte) (value == null ? 0 : 1))
                .putInt(change.key().length());
        buffer.asCharBuffer().put(change.key()).put(value == null ? "" : value);
        var crc = new CRC32C();
        crc.update(bytes, HEADER, count);
        buffer.putInt(0, count).putInt(4, (int) crc.getValue());
        return bytes;
    }

    /** Appends a change. When it returns, the change survives the death of the process. On an error nothing is there. */
    void append(Change change) throws IOException {
        if (frayed) {
            clear(length);
        }
        byte[] bytes = bytes(change);
        try {
            file.seek(length);
            file.write(bytes);
        } catch (IOException e) {
            cutOff(e);
            throw e;
        }
        length += bytes.length;
    }

    private void cutOff(IOException cause) {
        frayed = true;
        try {
            clear(length);
        } catch (IOException e) {
            // the next append tries again first, and a replay stops at the torn record
            cause.addSuppressed(e);
        }
    }

    private void clear(long to) throws IOException {
        file.setLength(to);
        if (to == 0) {
            file.seek(0);
            file.write(MAGIC);
            length = MAGIC.length;
        }
        frayed = false;
    }

    /** Forgets all changes: they are in the file now. */
    void clear() throws IOException {
        clear(MAGIC.length);
        length = MAGIC.length;
    }

    void force() throws IOException {
        file.getFD().sync();
    }

    /** Bytes of the changes that wait. */
    long length() {
        return length - MAGIC.length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
