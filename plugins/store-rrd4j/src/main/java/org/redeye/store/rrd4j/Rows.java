package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.Consolidation;
import org.rrd4j.core.InvalidRrdException;

/**
 * The rows of the archives of one file as they would be if the samples that wait were in it, without putting them in: rows
 * come from the file as blocks, the latest are reckoned. Not thread-safe.
 */
final class Rows {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Bytes read at once. */
    private static final int BLOCK = 32 << 10;

    private final Layout layout;
    private final @Nullable Bytes file;
    private final List<Pending.Run> runs;
    /** The slot after the last that is in the file. */
    private final long fileEnd;
    /** The slot after the last of all. */
    private final long end;

    private byte[] block = new byte[0];

    private Rows(Layout layout, @Nullable Bytes file, List<Pending.Run> runs, long fileEnd) {
        this.layout = layout;
        this.file = file;
        this.runs = runs;
        this.fileEnd = fileEnd;
        Pending.Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        this.end = last == null ? fileEnd : Math.max(fileEnd, last.first() + last.values().length);
    }

    /** Of a file that is there. @param runs what waits; what is in the file of it is passed over */
    static Rows of(Layout layout, Bytes file, List<Pending.Run> runs) throws IOException {
        if (file.length() != layout.length()) {
            throw new InvalidRrdException(
                    "it has " + file.length() + " bytes; expected " + layout.length() + " by its header");
        }
        var bytes = new byte[Long.BYTES];
        file.read(RrdFile.END_AT, bytes, 0, bytes.length);
        long end = (long) LONG.get(bytes, 0);
        if (end < 0) {
            throw new InvalidRrdException("the time of its last update is " + end);
        }
        return new Rows(layout, file, runs, end);
    }

    /** Of a file that is not there yet. @param first the first slot it can take */
    static Rows of(Layout layout, List<Pending.Run> runs, long first) {
        return new Rows(layout, null, runs, first);
    }

    /** How the file is laid out. */
    Layout layout() {
        return layout;
    }

    /** The slot after the last of all. */
    long end() {
        return end;
    }

    /** The archives, the finest first. */
    List<Layout.Archive> archives() {
        return layout.archives();
    }

    /** The first slot an archive holds. */
    long start(Layout.Archive archive) {
        return end(archive) - (long) archive.rows() * archive.steps();
    }

    /** The slot after the last row, a row that is not full yet included. */
    long stop(Layout.Archive archive) {
        return end(archive) + archive.steps();
    }

    /** The slot after the last full row; a multiple of the steps. */
    private long end(Layout.Archive archive) {
        return end - Math.floorMod(end, archive.steps());
    }

    /**
     * Values row by row; NaN where nothing is known, a row that is not full yet included.
     *
     * @param first a slot, a multiple of the archive's steps
     * @param last the slot after the last, a multiple too
     */
    double[] values(Layout.Archive archive, Consolidation consolidation, long first, long last) throws IOException {
        int steps = archive.steps();
        var values = new double[Math.toIntExact((last - first) / steps)];
        long inFile = fileEnd - Math.floorMod(fileEnd, steps);
        long from = Math.max(first, Math.max(start(archive), inFile - (long) archive.rows() * steps));
        long to = Math.min(last, inFile);
        if (file == null || from >= to) {
            Arrays.fill(values, Double.NaN);
        } else {
            int begin = (int) ((from - first) / steps);
            int stop = (int) ((to - first) / steps);
            Arrays.fill(values, 0, begin, Double.NaN);
            int oldest = (int) ((from - inFile) / steps) + archive.rows();
            read(file, place(archive, consolidation), archive.rows(), oldest, values, begin, stop);
            Arrays.fill(values, stop, values.length, Double.NaN);
        }
        if (steps == 1) {
            latest(values, Math.max(first, Math.max(start(archive), fileEnd)), first);
        } else if (last > inFile) {
            new Latest(archive, consolidation, inFile).into(values, first);
        }
        return values;
    }

    private static int place(Layout.Archive archive, Consolidation consolidation) {
        return switch (consolidation) {
            case AVERAGE -> archive.average();
            case MIN -> archive.min();
            case MAX -> archive.max();
        };
    }

    /** @param row which row, counted from the oldest, comes to {@code begin} */
    private void read(Bytes from, int place, int rows, int row, double[] values, int begin, int stop)
            throws IOException {
        int pointer = ByteBuffer.wrap(block(from, place + Layout.POINTER_AT, Integer.BYTES))
                .getInt();
        if (pointer < 0 || pointer >= rows) {
            throw new InvalidRrdException("an archive of " + rows + " rows points to row " + pointer);
        }
        int at = (pointer + row) % rows;
        for (int i = begin; i < stop; ) {
            int count = Math.min(Math.min(stop - i, rows - at), BLOCK / Double.BYTES);
            byte[] bytes = block(from, place + Layout.ROWS_AT + (long) at * Double.BYTES, count * Double.BYTES);
            for (int k = 0; k < count; k++) {
                values[i + k] = Double.longBitsToDouble((long) LONG.get(bytes, k * Double.BYTES));
            }
            i += count;
            at = (at + count) % rows;
        }
    }

    private byte[] block(Bytes from, long position, int count) throws IOException {
        if (block.length < count) {
            block = new byte[count];
        }
        from.read(position, block, 0, count);
        return block;
    }

    /** Samples that wait, where a row is one slot. @param from the first slot that is not in the file */
    private void latest(double[] values, long from, long first) {
        for (var run : runs) {
            long begin = Math.max(from, run.first());
            long stop = Math.min(first + values.length, run.first() + run.values().length);
            if (begin < stop) {
                System.arraycopy(
                        run.values(), (int) (begin - run.first()), values, (int) (begin - first), (int) (stop - begin));
            }
        }
    }

    /** The rows from the first on that is not full in the file; the way RRD4J would reckon them. */
    private final class Latest {

        private final int steps;
        private final Consolidation consolidation;
        /** The first row, counted from the epoch. */
        private final long row;

        private final double[] values;
        private final long[] known;

        Latest(Layout.Archive archive, Consolidation consolidation, long inFile) throws IOException {
            this.steps = archive.steps();
            this.consolidation = consolidation;
            // older ones have fallen out of the archive
            this.row = Math.max(inFile, start(archive)) / steps;
            int count = (int) (end(archive) / steps - row) + 1;
            this.values = new double[count];
            this.known = new long[count];
            if (file != null && row * steps == inFile) {
                byte[] state = block(file, place(archive, consolidation) + Layout.POINTER_AT + 4L, 2 * Long.BYTES);
                known[0] = fileEnd - inFile - (long) LONG.get(state, Double.BYTES);
                values[0] = Double.longBitsToDouble((long) LONG.get(state, 0));
            }
            for (var run : runs) {
                add(run);
            }
        }

        private void add(Pending.Run run) {
            long begin = Math.max(Math.max(fileEnd, row * steps), run.first());
            for (long slot = begin; slot < run.first() + run.values().length; slot++) {
                double value = run.values()[(int) (slot - run.first())];
                if (!Double.isNaN(value)) {
                    int i = (int) (slot / steps - row);
                    values[i] = known[i]++ == 0
                            ? value
                            : switch (consolidation) {
                                case AVERAGE -> values[i] + value;
                                case MIN -> Math.min(values[i], value);
                                case MAX -> Math.max(values[i], value);
                            };
                }
            }
        }

        void into(double[] all, long first) {
            for (int i = 0; i < values.length; i++) {
                long at = row + i - first / steps;
                if (at >= 0 && at < all.length && known[i] > 0) {
                    all[(int) at] = consolidation == Consolidation.AVERAGE ? values[i] / known[i] : values[i];
                }
            }
        }
    }
}
