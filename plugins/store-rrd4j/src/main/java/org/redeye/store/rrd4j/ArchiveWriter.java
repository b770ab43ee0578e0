package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.series.Consolidation;
import org.rrd4j.core.InvalidRrdException;

/**
 * One archive of a file while samples are added: the row that is not full yet, and the rows that became full. A row is known
 * if one of its samples is. Not thread-safe.
 */
final class ArchiveWriter {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final int place;
    private final int steps;
    private final int rows;
    private final Consolidation consolidation;
    /** Which row is written next in the file. */
    private final int pointer;

    private final byte[] state = new byte[Layout.ROWS_AT];
    /** What the samples of the row that is not full make so far; NaN if there was none. */
    private double value;
    /** How many slots of that row have no sample. */
    private long unknown;
    /** Rows that became full, the oldest giving way: as many as the archive holds at most. */
    private double[] full = new double[16];

    private int next;
    /** How many rows became full. */
    private long count;

    ArchiveWriter(Bytes file, Layout.Archive archive, Consolidation consolidation, int place) throws IOException {
        this.place = place;
        this.steps = archive.steps();
        this.rows = archive.rows();
        this.consolidation = consolidation;
        file.read(place, state, 0, state.length);
        this.pointer = (int) INT.get(state, Layout.POINTER_AT);
        this.value = Double.longBitsToDouble((long) LONG.get(state, Layout.SUM_AT));
        this.unknown = (long) LONG.get(state, Layout.UNKNOWN_AT);
        boolean fits = (int) INT.get(state, Layout.STEPS_AT) == steps
                && (int) INT.get(state, Layout.STEPS_AT + Integer.BYTES) == rows
                && Layout.text(ByteBuffer.wrap(state), 0).equals(consolidation.name());
        if (!fits || pointer < 0 || pointer >= rows || unknown < 0 || unknown >= steps) {
            throw new InvalidRrdException("the archive at byte " + place + " is not what it was");
        }
    }

    /** Adds slots without a sample. @param slot the first of them */
    void skip(long slot, long gap) {
        long left = Math.min(gap, steps - slot % steps);
        unknown += left;
        if (left > 0 && (slot + left) % steps == 0) {
            finish();
        }
        left = gap - left;
        for (long i = Math.min(left / steps, rows); i > 0; i--) {
            store(Double.NaN);
        }
        unknown += left % steps;
    }

    /** Adds samples, NaN standing for a slot without one. @param slot that of the first */
    void add(long slot, double[] values, int first) {
        if (steps == 1) {
            for (int i = first; i < values.length; i++) {
                store(0.0 + values[i]); // zero has no sign
            }
            return;
        }
        int left = (int) (steps - slot % steps);
        for (int i = first; i < values.length; i++) {
            take(0.0 + values[i]);
            if (--left == 0) {
                finish();
                left = steps;
            }
        }
    }

    private void take(double sample) {
        if (Double.isNaN(sample)) {
            unknown++;
        } else if (Double.isNaN(value)) {
            value = sample;
        } else {
            value = switch (consolidation) {
                case AVERAGE -> value + sample;
                case MIN -> Math.min(value, sample);
                case MAX -> Math.max(value, sample);
            };
        }
    }

    private void finish() {
        store(consolidation == Consolidation.AVERAGE ? value / (steps - unknown) : value);
        value = Double.NaN;
        unknown = 0;
    }

    private void store(double row) {
        if (next == rows) {
            next = 0;
        } else if (next == full.length) {
            full = Arrays.copyOf(full, Math.min(rows, full.length * 2));
        }
        full[next++] = row;
        count++;
    }

    /** Adds what changes in the file. */
    void changes(List<Pages.Range> ranges) {
        INT.set(state, Layout.POINTER_AT, (int) ((pointer + count) % rows));
        LONG.set(state, Layout.SUM_AT, Double.doubleToLongBits(value));
        LONG.set(state, Layout.UNKNOWN_AT, unknown);
        ranges.add(new Pages.Range(
                place + Layout.POINTER_AT, Arrays.copyOfRange(state, Layout.POINTER_AT, Layout.ROWS_AT)));
        int changed = (int) Math.min(count, rows);
        int tail = Math.min(changed, rows - pointer);
        range(ranges, pointer, 0, tail);
        range(ranges, 0, tail, changed);
    }

    private void range(List<Pages.Range> ranges, int row, int from, int to) {
        if (from < to) {
            var bytes = new byte[(to - from) * Double.BYTES];
            for (int i = from; i < to; i++) {
                LONG.set(bytes, (i - from) * Double.BYTES, Double.doubleToLongBits(full[i]));
            }
            ranges.add(new Pages.Range(place + Layout.ROWS_AT + row * Double.BYTES, bytes));
        }
    }
}
