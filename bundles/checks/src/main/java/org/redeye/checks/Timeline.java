package org.redeye.checks;

import org.jspecify.annotations.Nullable;

/** Says whose slot is due. Every slot is handed out exactly once, as due, missed or jumped. Not thread-safe. */
final class Timeline {

    /** After a jump a check whose next slot is further away than this runs the slot it has jumped into. */
    static final long LONG_INTERVAL_MILLIS = 60_000;

    /** A person who declares a check waits so long for its first result without asking why. */
    private static final long SHORT_WAIT_MILLIS = 1_000;

    /** Stands for "the clock has not jumped". */
    static final long NO_JUMP = Long.MAX_VALUE;

    private final Heap<Check> heap = new Heap<>();

    /** Takes what has become due. */
    interface Sink {
        /**
         * @param slot the slot that may begin now; {@link Schedule#NONE} if none
         * @param missed how many slots before it have ended without having been looked at
         * @param jumped how many slots the clock has jumped over
         */
        void due(Check check, long slot, long missed, long jumped);
    }

    /** Begins a check: its first slot is the first after now. */
    void add(Check check, long now) {
        check.next = check.schedule.slotAt(now) + 1;
        heap.put(check, check.schedule.time(check.next));
    }

    /** Begins a check that nothing is known of: it runs the slot that is going on, unless the next one comes shortly. */
    void addNew(Check check, long now) {
        add(check, now);
        if (check.due() - now > SHORT_WAIT_MILLIS) {
            check.next--;
            heap.put(check, now);
        }
    }

    void remove(Check check) {
        heap.remove(check);
    }

    /** When the next slot is due; {@link Long#MAX_VALUE} if never. */
    long next() {
        Check first = heap.peek();
        return first == null ? Long.MAX_VALUE : first.due();
    }

    /**
     * Hands out all that is due.
     *
     * @param jumpedFrom the slots after this time were jumped over by the clock; {@link #NO_JUMP} if it did not jump
     */
    void poll(long now, long jumpedFrom, Sink sink) {
        for (@Nullable Check check = heap.peek(); check != null && check.due() <= now; check = heap.peek()) {
            Schedule schedule = check.schedule;
            long first = check.next;
            long last = schedule.slotAt(now);
            long jumped = 0;
            if (jumpedFrom < schedule.time(last)) {
                jumped = last - Math.max(first - 1, schedule.slotAt(jumpedFrom));
            }
            boolean runs = jumped == 0 || schedule.interval() > LONG_INTERVAL_MILLIS;
            if (runs && jumped > 0) {
                jumped--;
            }
            long missed = last - first + 1 - jumped - (runs ? 1 : 0);
            check.next = last + 1;
            heap.put(check, schedule.time(check.next));
            sink.due(check, runs ? last : Schedule.NONE, missed, jumped);
        }
    }
}
