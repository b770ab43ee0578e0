package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New files. Those with the same archives differ in the time at which they begin only, so RRD4J makes one of a kind, of which
 * the others are copies. Guarded by the lock of the store.
 */
final class NewFiles {

    /** Kinds that are remembered, as long as there is memory. */
    private static final int MOST = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Disk disk;
    private final boolean force;
    private final Map<List<ArchivePlan.Archive>, SoftReference<Image>> kinds = new HashMap<>();
    /** Where there are new files whose names were not forced yet. */
    private final Set<Path> folders = new HashSet<>();

    /** @param force whether what is written is forced to the disk */
    NewFiles(Disk disk, boolean force) {
        this.disk = disk;
        this.force = force;
    }

    /** A file in memory. */
    private record Image(byte[] bytes, Layout layout) implements Bytes {

        static Image blank(List<ArchivePlan.Archive> archives) throws IOException {
            var pages = Pages.empty();
            RrdFile.create(pages, archives, 0);
            return new Image(pages.all(), Layout.of(pages));
        }

        Image beginning(long slot) {
            var copy = new Image(bytes.clone(), layout);
            LONG.set(copy.bytes, RrdFile.END_AT, slot);
            for (var archive : layout.archives()) {
                for (int place : new int[] {archive.average(), archive.min(), archive.max()}) {
                    // slots of the first row before the file begins
                    LONG.set(copy.bytes, place + Layout.UNKNOWN_AT, slot % archive.steps());
                }
            }
            return copy;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] into, int offset, int count) {
            System.arraycopy(bytes, (int) position, into, offset, count);
        }
    }

    /** A file with its first samples. */
    byte[] bytes(List<ArchivePlan.Archive> archives, List<Pending.Run> runs) throws IOException {
        var file = blank(archives).beginning(Math.max(0, runs.get(0).first()));
        for (var range : RowWriter.changes(file.layout(), file, runs)) {
            System.arraycopy(range.bytes(), 0, file.bytes(), range.offset(), range.bytes().length);
        }
        return file.bytes();
    }

    private Image blank(List<ArchivePlan.Archive> archives) throws IOException {
        var known = kinds.get(archives);
        var image = known == null ? null : known.get();
        if (image == null) {
            image = Image.blank(archives);
            if (kinds.size() >= MOST) {
                kinds.clear();
            }
            kinds.put(archives, new SoftReference<>(image));
        }
        return image;
    }

    /** Puts a file where there is none, or another, in one step. */
    void write(Path path, List<Pages.Range> ranges, int length) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
        try (var handle = disk.open(temporary, true)) {
            handle.truncate(0);
            for (var range : ranges) {
                handle.write(range.offset(), range.bytes(), 0, range.bytes().length);
            }
            handle.truncate(length);
            if (force) {
                handle.force();
            }
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            throw e;
        }
        disk.move(temporary, path);
        if (force) {
            folders.add(path.getParent());
        }
    }

    /** Forces the names of new files. To be called before what they are made of is deleted. */
    void forceFolders() throws IOException {
        for (var all = folders.iterator(); all.hasNext(); ) {
            Path folder = all.next();
            if (disk.length(folder) >= 0) { // or somebody has removed it, with all that was in it
                disk.forceFolder(folder);
            }
            all.remove();
        }
    }

    private void deleteQuietly(Path temporary, IOException cause) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
