package org.redeye.rules;

/**
 * How verdicts become a level: up when it was out of order for so long without a break, down when it was in order for so
 * long. Times are milliseconds since the epoch, those of the samples. Not thread-safe.
 */
final class Ladder {

    /** No time. */
    static final long NONE = Long.MIN_VALUE;

    private final long hold;
    private final long clear;

    private Level level = Level.OK;
    private long since = NONE;
    private long badSince = NONE;
    private long goodSince = NONE;
    /** Whether something was not known since: then it counts anew. */
    private boolean broken;
    /** What was said last since the start of this process. */
    private Verdict last = Verdict.UNKNOWN;

    Ladder(long hold, long clear) {
        this.hold = hold;
        this.clear = clear;
    }

    Level level() {
        return level;
    }

    /** Since when it is at this level; {@link #NONE} if ever. */
    long since() {
        return since;
    }

    /** Since when it is out of order; {@link #NONE} if it is not. */
    long badSince() {
        return badSince;
    }

    Verdict last() {
        return last;
    }

    /** Goes on where another process has ended. What nobody saw meanwhile is no break. */
    void restore(Level was, long levelSince, long outSince) {
        level = was;
        since = levelSince;
        badSince = outSince;
    }

    /** Takes a verdict. @return whether the level is another */
    boolean take(Verdict verdict, long at) {
        Level before = level;
        switch (verdict) {
            case BAD -> bad(at);
            case GOOD -> good(at);
            case UNKNOWN -> interrupt();
        }
        last = verdict;
        return level != before;
    }

    private void bad(long at) {
        goodSince = NONE;
        if (level == Level.FIRING) {
            return;
        }
        if (level == Level.OK || broken) {
            badSince = at;
        }
        broken = false;
        if (at - badSince >= hold) {
            reach(Level.FIRING, badSince + hold);
        } else if (level == Level.OK) {
            reach(Level.PENDING, at);
        }
    }

    private void good(long at) {
        broken = false;
        if (level == Level.FIRING) {
            if (goodSince == NONE) {
                goodSince = at;
            }
            if (at - goodSince >= clear) {
                reach(Level.OK, goodSince + clear);
            }
        } else if (level == Level.PENDING) {
            reach(Level.OK, at);
        }
    }

    /** Something was not known for a while: what is counted, is counted anew. */
    void interrupt() {
        broken = level == Level.PENDING;
        goodSince = NONE;
        last = Verdict.UNKNOWN;
    }

    private void reach(Level next, long at) {
        level = next;
        since = at;
        if (next == Level.OK) {
            badSince = NONE;
            goodSince = NONE;
            broken = false;
        }
    }

    /** When it moves if nothing else is said; {@link Long#MAX_VALUE} for never. */
    long due() {
        if (level == Level.PENDING && last == Verdict.BAD && !broken) {
            return badSince + hold;
        }
        return level == Level.FIRING && last == Verdict.GOOD && goodSince != NONE ? goodSince + clear : Long.MAX_VALUE;
    }

    /** The time has come that {@link #due} says. */
    void move() {
        if (level == Level.PENDING) {
            reach(Level.FIRING, badSince + hold);
        } else if (level == Level.FIRING) {
            reach(Level.OK, goodSince + clear);
        }
    }
}
