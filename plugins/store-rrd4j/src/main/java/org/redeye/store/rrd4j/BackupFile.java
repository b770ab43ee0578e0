package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.redeye.api.store.StoreException;

/**
 * The format of a backup: eight bytes of magic, then series after series, then a trailer. All numbers are big-endian. A series
 * is the length of its bytes as they are and packed (4 each), the CRC-32C of the packed ones (4), and the packed ones
 * (RFC 1950). Unpacked they are number, key, first, last and ended time, last value, time of retirement, and the RRD file. The
 * trailer is a length of 0, the count of series (4), and the CRC-32C over all checksums (4).
 */
final class BackupFile {

    private static final byte[] MAGIC = "REMBCKP1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 12;
    /** More than any file of a series. */
    private static final int LONGEST = 64 << 20;

    private BackupFile() {}

    /** A series out of a backup. @param image its file */
    record Series(Entry entry, byte[] image) {}

    /** What is done with each series. */
    interface Sink {
        void take(Series series) throws IOException;
    }

    /** Writes one; series by series. */
    static final class Writer {

        private final Disk.Handle file;
        private final RecordWriter record = new RecordWriter();
        private final CRC32C all = new CRC32C();
        private long length;
        private int count;

        Writer(Disk.Handle file) throws IOException {
            this.file = file;
            put(MAGIC, MAGIC.length);
        }

        /** Adds a series. */
        void add(byte[] unpacked) throws IOException {
            var packed = new byte[unpacked.length + unpacked.length / 100 + 64];
            int size = pack(unpacked, packed);
            head(unpacked.length, size, checksum(packed, size));
            put(packed, size);
            count++;
        }

        /** The bytes of a series. */
        byte[] series(Entry entry, byte[] image) {
            record.begin();
            record.putInt(entry.number);
            record.putKey(entry.key);
            record.putLong(entry.firstAt);
            record.putLong(entry.lastSlot == Long.MIN_VALUE ? Long.MIN_VALUE : entry.lastAt);
            record.putLong(Double.doubleToRawLongBits(entry.lastValue));
            record.putLong(entry.endedAt);
            record.putLong(entry.retiredAt);
            record.putInt(image.length);
            record.put(image);
            return java.util.Arrays.copyOfRange(record.finish(), RecordWriter.HEADER, record.size());
        }

        private static int pack(byte[] bytes, byte[] into) {
            var deflater = new Deflater(Deflater.BEST_SPEED);
            try {
                deflater.setInput(bytes);
                deflater.finish();
                int size = 0;
                while (!deflater.finished()) {
                    size += deflater.deflate(into, size, into.length - size);
                }
                return size;
            } finally {
                deflater.end();
            }
        }

        /** Ends the file. @return how many series are in it */
        int finish() throws IOException {
            head(0, count, (int) all.getValue());
            return count;
        }

        private void head(int first, int second, int checksum) throws IOException {
            byte[] head = ByteBuffer.allocate(HEAD)
                    .putInt(first)
                    .putInt(second)
                    .putInt(checksum)
                    .array();
            all.update(head);
            put(head, HEAD);
        }

        private void put(byte[] bytes, int size) throws IOException {
            file.write(length, bytes, 0, size);
            length += size;
        }
    }

    private static int checksum(byte[] bytes, int size) {
        var crc = new CRC32C();
        crc.update(bytes, 0, size);
        return (int) crc.getValue();
    }

    /**
     * Reads a whole file.
     *
     * @return how many series are in it
     * @throws StoreException CORRUPT if it is damaged; what came before the damage was taken
     */
    static int read(Disk disk, Path path, Sink sink) throws IOException {
        try (var file = disk.open(path, false)) {
            var magic = new byte[MAGIC.length];
            file.read(0, magic, 0, magic.length);
            if (!java.util.Arrays.equals(magic, MAGIC)) {
                throw corrupt(path, 0);
            }
            return read(path, file, sink);
        } catch (java.io.EOFException e) {
            throw corrupt(path, disk.length(path));
        }
    }

    private static int read(Path path, Disk.Handle file, Sink sink) throws IOException {
        var all = new CRC32C();
        long at = MAGIC.length;
        for (int count = 0; ; count++) {
            var bytes = new byte[HEAD];
            file.read(at, bytes, 0, HEAD);
            var head = ByteBuffer.wrap(bytes);
            int unpacked = head.getInt();
            int size = head.getInt();
            int checksum = head.getInt();
            if (unpacked == 0) {
                if (size != count || checksum != (int) all.getValue() || file.length() != at + HEAD) {
                    throw corrupt(path, at);
                }
                return count;
            }
            all.update(bytes);
            if (unpacked < 0 || unpacked > LONGEST || size < 1 || size > file.length() - at) {
                throw corrupt(path, at);
            }
            var packed = new byte[size];
            file.read(at + HEAD, packed, 0, size);
            if (checksum(packed, size) != checksum) {
                throw corrupt(path, at);
            }
            sink.take(series(path, at, packed, unpacked));
            at += HEAD + size;
        }
    }

    private static Series series(Path path, long at, byte[] packed, int unpacked) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var bytes = new byte[unpacked];
            if (inflater.inflate(bytes) != unpacked) {
                throw corrupt(path, at);
            }
            var record = ByteBuffer.wrap(bytes);
            var entry = new Entry(record.getInt(), RecordReader.key(record), record.getLong());
            long lastAt = record.getLong();
            double lastValue = record.getDouble();
            if (lastAt != Long.MIN_VALUE) {
                entry.last(lastAt, lastValue);
            }
            entry.endedAt = record.getLong();
            entry.retiredAt = record.getLong();
            return new Series(entry, RecordReader.bytes(record));
        } catch (DataFormatException | BufferUnderflowException | IllegalArgumentException e) {
            throw corrupt(path, at);
        } finally {
            inflater.end();
        }
    }

    /** How many series the trailer tells. */
    static int count(Disk disk, Path path) throws IOException {
        try (var file = disk.open(path, false)) {
            var bytes = new byte[HEAD];
            file.read(file.length() - HEAD, bytes, 0, HEAD);
            return ByteBuffer.wrap(bytes).getInt(Integer.BYTES);
        }
    }

    private static StoreException corrupt(Path path, long at) {
        return new StoreException(
                StoreException.Kind.CORRUPT,
                path + ": the backup is damaged at byte " + at + ". Nothing was restored; take another one.");
    }
}
