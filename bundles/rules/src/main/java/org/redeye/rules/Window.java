package org.redeye.rules;

import org.redeye.api.rule.Aggregate;

/**
 * The samples of the last so many milliseconds, with what they are together at hand. Costs next to nothing a sample: the sum goes
 * along, and of the least and the greatest only those are kept that may still be it. Not thread-safe.
 */
final class Window {

    /** Samples that are held; further ones push the oldest out. */
    static final int MOST = 100_000;

    private static final int FIRST = 8;

    private final long length;
    private final Aggregate kept;
    private long[] times = new long[FIRST];
    private double[] values = new double[FIRST];
    private int head;
    private int size;
    private double sum;
    private int sinceSummed;

    /** @param kept the one value that will be asked for, so that less need be kept */
    Window(long length, Aggregate kept) {
        this.length = length;
        this.kept = kept;
    }

    /** Takes a sample that is newer than all before. */
    void add(long at, double value) {
        evict(at);
        while (size > 0 && dominated(values[slot(size - 1)], value)) {
            size--;
        }
        if (size == MOST) {
            drop();
        } else if (size == times.length) {
            grow();
        }
        times[slot(size)] = at;
        values[slot(size)] = value;
        size++;
        sum += value;
    }

    private boolean dominated(double older, double newer) {
        return switch (kept) {
            case MIN -> older >= newer;
            case MAX -> older <= newer;
            case LAST -> true;
            default -> false;
        };
    }

    /** Gives all it holds to another window, which holds nothing newer. */
    void into(Window other) {
        for (int i = 0; i < size; i++) {
            other.add(times[slot(i)], values[slot(i)]);
        }
    }

    /** Forgets what is older than the window at this time: a sample counts for (at - length, at]. */
    void evict(long at) {
        while (size > 0 && times[head] <= at - length) {
            drop();
        }
    }

    private void drop() {
        sum -= values[head];
        head = head + 1 == times.length ? 0 : head + 1;
        size--;
        if (size == 0) {
            sum = 0;
        } else if (++sinceSummed > size) {
            summed(); // as often as all have changed: what rounding has left behind does not pile up
        }
    }

    private void summed() {
        sinceSummed = 0;
        sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values[slot(i)];
        }
    }

    private int slot(int i) {
        int slot = head + i;
        return slot < times.length ? slot : slot - times.length;
    }

    private void grow() {
        int more = Math.min(MOST, times.length * 2);
        var newTimes = new long[more];
        var newValues = new double[more];
        for (int i = 0; i < size; i++) {
            newTimes[i] = times[slot(i)];
            newValues[i] = values[slot(i)];
        }
        times = newTimes;
        values = newValues;
        head = 0;
    }

    /** When the oldest leaves; {@link Long#MAX_VALUE} if there is none. */
    long oldestLeaves() {
        return size == 0 ? Long.MAX_VALUE : times[head] + length;
    }

    /** What they are together; NaN if there are none (their count is 0, their sum NaN). */
    double value(Aggregate aggregate) {
        if (size == 0) {
            return aggregate == Aggregate.COUNT ? 0 : Double.NaN;
        }
        return switch (aggregate) {
            case LAST -> values[slot(size - 1)];
            case AVERAGE -> sum / size;
            case MIN -> kept == Aggregate.MIN ? values[head] : extreme(1);
            case MAX -> kept == Aggregate.MAX ? values[head] : extreme(-1);
            case SUM -> sum;
            case COUNT -> size;
            case DELTA -> values[slot(size - 1)] - values[head];
        };
    }

    private double extreme(int sign) {
        double best = values[head];
        for (int i = 1; i < size; i++) {
            double value = values[slot(i)];
            best = sign * value < sign * best ? value : best;
        }
        return best;
    }
}
