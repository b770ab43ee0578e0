package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * New files. Those with the same archives differ in the time at which they begin only, so RRD4J makes one of a kind, of which
 * the others are copies. Guarded by the lock of the store.
 */
final class NewFiles {

    /** Kinds that are remembered, as long as there is memory. */
    private static final int MOST = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Map<List<ArchivePlan.Archive>, SoftReference<Image>> kinds = new HashMap<>();

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
}
