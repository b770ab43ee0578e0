package org.redeye.store.rrd4j;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;
import org.redeye.api.text.Glob;

/** Which series there are: in memory, with a snapshot on disk. Not thread-safe. */
final class Catalog {

    private static final long MAGIC = 0x52454d53_45524932L;
    /** Without the time of retirement. */
    private static final long FIRST_MAGIC = 0x52454d53_45524931L;

    private final Map<SeriesKey, Entry> byKey = new HashMap<>();
    private final TreeMap<String, Entry> inOrder = new TreeMap<>();
    private final Map<String, Entry> byId = new HashMap<>();
    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private int lastNumber;

    @Nullable
    Entry find(SeriesKey key) {
        return byKey.get(key);
    }

    @Nullable
    Entry find(String id) {
        return byId.get(id);
    }

    @Nullable
    Entry find(int number) {
        return byNumber.get(number);
    }

    Collection<Entry> all() {
        return Collections.unmodifiableCollection(inOrder.values());
    }

    /** The series that comes next in the order of ids. */
    Optional<Entry> after(String id) {
        return Optional.ofNullable(inOrder.higherEntry(id)).map(Map.Entry::getValue);
    }

    int size() {
        return byId.size();
    }

    /** A number no series had before; so a name of a file never comes again. */
    int nextNumber() {
        return ++lastNumber;
    }

    void add(Entry entry) {
        byKey.put(entry.key, entry);
        byId.put(entry.id, entry);
        inOrder.put(entry.id, entry);
        byNumber.put(entry.number, entry);
        lastNumber = Math.max(lastNumber, entry.number);
    }

    void remove(Entry entry) {
        unname(entry);
        byNumber.remove(entry.number, entry);
    }

    /** The same series under another key. */
    void rename(Entry entry, SeriesKey key) {
        if (!entry.id.equals(key.id()) || byId.get(entry.id) != entry) {
            unname(entry);
            entry.rename(key);
            add(entry);
            return;
        }
        byKey.remove(entry.key, entry);
        entry.rename(key);
        byKey.put(key, entry);
    }

    /** Its name may be that of another by now, in the course of a replay. */
    private void unname(Entry entry) {
        byKey.remove(entry.key, entry);
        byId.remove(entry.id, entry);
        inOrder.remove(entry.id, entry);
    }

    /** Passes one number over: a crash may have left a file of it. */
    void skipNumber() {
        lastNumber += lastNumber > 0 ? 1 : 0;
    }

    List<SeriesInfo> find(String match, String after, int limit) {
        var glob = new Glob(match);
        String prefix = glob.prefix();
        var found = new ArrayList<SeriesInfo>();
        var from = prefix.compareTo(after) > 0 ? inOrder.tailMap(prefix, true) : inOrder.tailMap(after, false);
        for (var entry : from.values()) {
            if (found.size() == limit || !entry.id.startsWith(prefix)) {
                break;
            }
            if (entry.retiredAt == 0 && glob.matches(entry.id)) {
                found.add(entry.info());
            }
        }
        return found;
    }

    /** Writes a snapshot in the place of the one before, in one step. @return its bytes */
    long save(Disk disk, Path file, boolean force) throws IOException {
        var writer = new RecordWriter();
        writer.begin();
        writer.putLong(MAGIC);
        writer.putInt(lastNumber);
        writer.putInt(byId.size());
        for (var entry : inOrder.values()) {
            writer.putInt(entry.number);
            writer.putKey(entry.key);
            writer.putLong(entry.firstAt);
            writer.putLong(entry.lastSlot == Long.MIN_VALUE ? Long.MIN_VALUE : entry.lastAt);
            writer.putLong(Double.doubleToRawLongBits(entry.lastValue));
            writer.putLong(entry.endedAt);
            writer.putLong(entry.retiredAt);
            writer.putLong(entry.fileBytes);
        }
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (var handle = disk.open(temporary, true)) {
            handle.truncate(0);
            handle.write(0, writer.finish(), 0, writer.size());
            if (force) {
                handle.force();
            }
        }
        disk.move(temporary, file);
        if (force) {
            disk.forceFolder(file.getParent());
        }
        return writer.size();
    }

    /** Reads the snapshot, if there is one. @return its bytes */
    long load(Disk disk, Path file) throws IOException {
        long size = disk.length(file);
        if (size < 0) {
            return 0;
        }
        var bytes = new byte[Math.toIntExact(size)];
        try (var handle = disk.open(file, false)) {
            handle.read(0, bytes, 0, bytes.length);
        }
        try {
            read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new StoreException(
                    StoreException.Kind.CORRUPT,
                    file + ": the index of the series cannot be read (" + size
                            + " bytes, damaged). Nothing was changed;"
                            + " put back a copy of the folder, or move the folder away to begin anew.",
                    e);
        }
        return size;
    }

    private void read(ByteBuffer file) {
        int count = file.getInt();
        int checksum = file.getInt();
        var crc = new CRC32C();
        crc.update(file.duplicate());
        if (count != file.remaining() || checksum != (int) crc.getValue()) {
            throw new BufferUnderflowException();
        }
        long magic = file.getLong();
        if (magic != MAGIC && magic != FIRST_MAGIC) {
            throw new BufferUnderflowException();
        }
        lastNumber = file.getInt();
        int series = file.getInt();
        for (int i = 0; i < series; i++) {
            var entry = new Entry(file.getInt(), RecordReader.key(file), file.getLong());
            long lastAt = file.getLong();
            double lastValue = file.getDouble();
            if (lastAt != Long.MIN_VALUE) {
                entry.last(lastAt, lastValue);
            }
            entry.endedAt = file.getLong();
            entry.retiredAt = magic == FIRST_MAGIC ? 0 : file.getLong();
            entry.fileBytes = file.getLong();
            add(entry);
        }
    }
}
