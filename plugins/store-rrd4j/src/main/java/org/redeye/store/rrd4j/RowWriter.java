package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.series.Consolidation;
import org.rrd4j.core.InvalidRrdException;

/**
 * Says which bytes of a file of RRD4J change when samples are added: the same that RRD4J would write, but it reads and writes
 * nothing else of the file. See {@link Layout} for where they lie. Not thread-safe.
 */
final class RowWriter {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] SIGNATURE = Layout.SIGNATURE.getBytes(StandardCharsets.UTF_16BE);
    /** Of the source: last value, sum, unknown seconds; 24 bytes at the end of the header. */
    private static final int SOURCE_AT = Layout.ARCHIVES_AT - 24;

    private final byte[] header = new byte[Layout.ARCHIVES_AT];
    private final List<ArchiveWriter> archives = new ArrayList<>();
    /** The slot after the last. */
    private long end;

    private RowWriter(Layout layout, Bytes file) throws IOException {
        if (file.length() != layout.length()) {
            throw new InvalidRrdException(
                    "it has " + file.length() + " bytes; expected " + layout.length() + " by its header");
        }
        file.read(0, header, 0, header.length);
        end = (long) LONG.get(header, RrdFile.END_AT);
        if (!Arrays.equals(header, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length) || end < 0) {
            throw new InvalidRrdException("its header is not that of a file of this store");
        }
        for (var archive : layout.archives()) {
            archives.add(new ArchiveWriter(file, archive, Consolidation.AVERAGE, archive.average()));
            if (archive.min() != archive.average()) {
                archives.add(new ArchiveWriter(file, archive, Consolidation.MIN, archive.min()));
            }
            if (archive.max() != archive.average()) {
                archives.add(new ArchiveWriter(file, archive, Consolidation.MAX, archive.max()));
            }
        }
    }

    /**
     * What changes, in no order; nothing if there is no sample that is not in the file yet.
     *
     * @throws InvalidRrdException if the file is not what the layout says
     */
    static List<Pages.Range> changes(Layout layout, Bytes file, List<Pending.Run> runs) throws IOException {
        var writer = new RowWriter(layout, file);
        long before = writer.end;
        runs.forEach(writer::add);
        return writer.end == before ? List.of() : writer.changes();
    }

    private void add(Pending.Run run) {
        int first = (int) Math.min(run.values().length, Math.max(0, end - run.first()));
        if (first == run.values().length) {
            return;
        }
        long gap = run.first() + first - end;
        for (var archive : archives) {
            archive.skip(end, gap);
            archive.add(end + gap, run.values(), first);
        }
        end = run.first() + run.values().length;
        source(run.values()[run.values().length - 1]);
    }

    private void source(double last) {
        LONG.set(header, RrdFile.END_AT, end);
        LONG.set(header, SOURCE_AT, Double.doubleToLongBits(last));
        LONG.set(header, SOURCE_AT + Long.BYTES, 0L);
        LONG.set(header, SOURCE_AT + 2 * Long.BYTES, 0L);
    }

    private List<Pages.Range> changes() {
        var ranges = new ArrayList<Pages.Range>(1 + 3 * archives.size());
        ranges.add(new Pages.Range(RrdFile.END_AT, Arrays.copyOfRange(header, RrdFile.END_AT, header.length)));
        archives.forEach(archive -> archive.changes(ranges));
        return ranges;
    }
}
