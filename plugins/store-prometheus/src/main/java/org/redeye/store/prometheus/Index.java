package org.redeye.store.prometheus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.redeye.api.store.StoreException;

/** The catalog on disk, as it was when a segment began; replaced in one step. */
final class Index {

    private static final long MAGIC = 0x52454d5f494e4431L; // REM_IND1
    private static final int CRC = Integer.BYTES;

    private final Path file;

    Index(Path file) {
        this.file = file;
    }

    /**
     * What it says besides the series.
     *
     * @param segment the first segment that is not in it
     * @param samples what is to be sent of the segments before
     */
    record Head(long segment, Map<Long, Long> samples) {}

    void save(Catalog catalog, Head head) throws IOException {
        var bytes = new Bytes();
        bytes.putLong(MAGIC);
        bytes.putLong(head.segment());
        bytes.putInt(head.samples().size());
        head.samples().forEach((segment, samples) -> {
            bytes.putLong(segment);
            bytes.putLong(samples);
        });
        bytes.putInt(catalog.removals().size());
        catalog.removals().forEach((id, times) -> {
            bytes.putText(id);
            bytes.putInt(times);
        });
        bytes.putInt(catalog.size());
        for (var entry : catalog.all()) {
            Change.putKey(bytes, entry.key);
            bytes.putInt(entry.generation);
            bytes.putLong(entry.lastAt);
            bytes.putDouble(entry.lastValue);
            bytes.putLong(entry.endedAt);
        }
        var crc = new CRC32C();
        crc.update(bytes.array(), 0, bytes.size());
        bytes.putInt((int) crc.getValue());
        replace(ByteBuffer.wrap(bytes.array(), 0, bytes.size()));
    }

    private void replace(ByteBuffer bytes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(next); // on a full disk it would keep what others need
            throw e;
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws StoreException if it is damaged */
    Head load(Catalog catalog) throws IOException {
        if (!Files.exists(file)) {
            return new Head(1, Map.of());
        }
        byte[] all = Files.readAllBytes(file);
        var crc = new CRC32C();
        crc.update(all, 0, Math.max(0, all.length - CRC));
        var bytes = ByteBuffer.wrap(all);
        if (all.length < Long.BYTES + CRC
                || bytes.getInt(all.length - CRC) != (int) crc.getValue()
                || bytes.getLong() != MAGIC) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    file + ": the catalog of series is damaged. Put back a copy; or move it away, then series are known"
                            + " again from their next samples on and the server still has their past.");
        }
        var head = new Head(bytes.getLong(), samples(bytes));
        for (int left = bytes.getInt(); left > 0; left--) {
            catalog.removals().put(Change.text(bytes), bytes.getInt());
        }
        for (int left = bytes.getInt(); left > 0; left--) {
            var entry = new Entry(Change.key(bytes), bytes.getInt());
            entry.take(bytes.getLong(), bytes.getDouble());
            entry.endedAt = bytes.getLong();
            catalog.add(entry);
        }
        return head;
    }

    private static Map<Long, Long> samples(ByteBuffer bytes) {
        var samples = new TreeMap<Long, Long>();
        for (int left = bytes.getInt(); left > 0; left--) {
            samples.put(bytes.getLong(), bytes.getLong());
        }
        return samples;
    }
}
