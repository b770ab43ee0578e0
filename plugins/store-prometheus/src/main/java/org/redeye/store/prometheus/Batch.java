package org.redeye.store.prometheus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of one request, in the order in which they came. Not thread-safe. */
final class Batch {

    /** A series as a segment of the buffer has it. */
    static final class Line {
        final String id;
        final int generation;
        final long step;
        final byte[] labels;

        /** The series itself, once it was looked up; guarded by the lock of the store. */
        @Nullable
        Entry entry;

        // for one encoding
        private int first = -1;
        private int last = -1;
        private int size;

        Line(String id, int generation, long step, byte[] labels) {
            this.id = id;
            this.generation = generation;
            this.step = step;
            this.labels = labels;
        }
    }

    private Line[] lines;
    private long[] at;
    private long[] time;
    private double[] value;
    private int[] next;
    private int size;

    /** Where the buffer goes on behind it. */
    private Cursor.Place after;

    Batch(int room, Cursor.Place start) {
        lines = new Line[room];
        at = new long[room];
        time = new long[room];
        value = new double[room];
        next = new int[room];
        after = start;
    }

    int size() {
        return size;
    }

    Cursor.Place after() {
        return after;
    }

    void endsAt(Cursor.Place place) {
        after = place;
    }

    void add(Line line, long trueAt, double number) {
        put(line, trueAt, sentAs(trueAt, line.step), number);
    }

    /** The end of a series, right behind its last sample. */
    void end(Line line, long lastAt) {
        put(line, lastAt, sentAs(lastAt, line.step) + 1, Double.NaN);
    }

    private void put(Line line, long trueAt, long sentAt, double number) {
        lines[size] = line;
        at[size] = trueAt;
        time[size] = sentAt;
        value[size++] = number;
    }

    /**
     * The time that a sample has over there. At the very beginning of a slot it is moved by 1 ms: whether a stretch of time
     * includes its left end differs between Prometheus 2 (it does) and Prometheus 3 and VictoriaMetrics (it does not).
     */
    static long sentAs(long at, long step) {
        return Math.floorMod(at, step) == 0 ? at + 1 : at;
    }

    /** The time of the oldest; 0 if there is none. */
    long oldestAt() {
        return size == 0 ? 0 : at[0];
    }

    /** A series and the time of its last sample in the batch. */
    record Reach(Line line, long upTo) {}

    /** What the server has when it has taken all of it. */
    List<Reach> reaches() {
        var reaches = new ArrayList<Reach>();
        for (Line line : chain(0, size)) {
            reaches.add(new Reach(line, at[line.last]));
        }
        return reaches;
    }

    /** Writes the samples [from, to), those of a series together. */
    void encode(int from, int to, WriteRequest request) {
        request.begin();
        for (Line line : chain(from, to)) {
            int bytes = 0;
            for (int i = line.first, left = line.size; left > 0; i = next[i], left--) {
                // the tag and the length of a sample, then the sample
                bytes += WriteRequest.sampleSize(time[i]);
            }
            request.series(line.labels, bytes);
            for (int i = line.first, left = line.size; left > 0; i = next[i], left--) {
                request.sample(time[i], value[i]);
            }
        }
    }

    /** Links the samples of each series. @return the series, in the order of their first samples */
    private List<Line> chain(int from, int to) {
        for (int i = from; i < to; i++) {
            lines[i].first = -1;
        }
        var found = new ArrayList<Line>();
        for (int i = from; i < to; i++) {
            Line line = lines[i];
            if (line.first < 0) {
                line.first = i;
                line.size = 0;
                found.add(line);
            } else {
                next[line.last] = i;
            }
            line.last = i;
            line.size++;
        }
        return found;
    }

    /** Whether an id is in it. Only for messages: the first series of the samples from a place on. */
    String idAt(int place) {
        return lines[place].id;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(at, size));
    }
}
