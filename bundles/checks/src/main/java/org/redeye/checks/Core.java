package org.redeye.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redeye.checks.ClockWatch.Moment;
import org.redeye.checks.Run.Phase;

/**
 * Says when: what is due begins, what is overdue ends. Holds the one lock that guards times and places; it is held
 * briefly, and plugins, stores and listeners are never called under it.
 */
final class Core {

    /** What falls due within so short a time is begun together: waking up costs more than most runs. */
    static final long SHORTEST_WAIT = 10_000_000L;

    private static final long MILLI = 1_000_000L;
    private static final long LONGEST_WAIT = 250 * MILLI;

    final Timebase time;
    final Results results;
    final Tally tally;
    final Gates gates;
    final Timeline timeline = new Timeline();

    private final Executor pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Queue<Runnable> after = new ConcurrentLinkedQueue<>();
    private final Heap<Run> deadlines = new Heap<>();
    private final ClockJumps clock;
    private final Probes probes;
    private final Attempts attempts;
    private final Slots slots;
    private final Network network;
    private long planned;

    /** @param own the addresses of this machine, asked for anew each time */
    Core(Parts parts, Gates gates, Supplier<List<Reach.Own>> own) {
        this.time = parts.time();
        this.results = parts.results();
        this.pool = parts.pool();
        this.gates = gates;
        this.tally = new Tally(time);
        this.clock = new ClockJumps(this);
        this.probes = new Probes(this, parts);
        this.attempts = new Attempts(this);
        this.network = new Network(this, own);
        this.slots = new Slots(this, new Caller(parts.plugins(), parts.binder(), time, attempts));
    }

    Probes probes() {
        return probes;
    }

    Slots slots() {
        return slots;
    }

    Network network() {
        return network;
    }

    Attempts attempts() {
        return attempts;
    }

    /** Does something under the lock, then what that has asked to be done {@link #afterwards}. */
    void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** The same with an answer. */
    <T> T locked(Supplier<T> work) {
        T answer;
        lock.lock();
        try {
            answer = work.get();
        } finally {
            lock.unlock();
        }
        tell();
        return answer;
    }

    /** Reads something under the lock, and does nothing else: for who holds a check's monitor. */
    <T> T held(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** Asks for something to be done as soon as the lock is free. */
    void afterwards(Runnable work) {
        after.add(work);
    }

    private void tell() {
        for (@Nullable Runnable work = after.poll(); work != null; work = after.poll()) {
            work.run();
        }
    }

    /** Does something on another thread. @return false if there is none left */
    boolean elsewhere(Runnable work) {
        try {
            pool.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Does all that is due now, and plans the next time. */
    void advance() {
        var overdue = new ArrayList<Run>();
        locked(() -> {
            Moment now = clock.look();
            timeline.poll(now.wall(), now.jump() > 0 ? now.wall() - now.jump() : Timeline.NO_JUMP, slots::due);
            collect(now.nanos(), overdue);
            boolean waiting = probes.tick(now.nanos());
            plan(now, waiting);
        });
        overdue.forEach(attempts::expire);
        network.witnesses().begin();
    }

    private void collect(long nanos, List<Run> overdue) {
        for (@Nullable Run run = deadlines.peek(); run != null && run.due() - nanos <= 0; run = deadlines.peek()) {
            deadlines.remove(run);
            if (run.phase == Phase.RUNNING) {
                overdue.add(run);
            } else {
                slots.callOff(run);
                Manual.refuse(this, run, "there was no room on this node to run it in time");
            }
        }
    }

    private void plan(Moment now, boolean waiting) {
        long wait = waiting ? SHORTEST_WAIT : LONGEST_WAIT;
        long next = timeline.next();
        if (next != Long.MAX_VALUE) {
            wait = Math.min(wait, Math.max(0, next - now.wall()) * MILLI);
        }
        Run run = deadlines.peek();
        if (run != null) {
            wait = Math.min(wait, Math.max(0, run.due() - now.nanos()));
        }
        planned = now.nanos() + Math.max(wait, SHORTEST_WAIT);
    }

    /** A run has to end, or to begin if it has not, by then. Called under the lock. */
    void endBy(Run run, long nanos) {
        deadlines.put(run, nanos);
        wakeBy(nanos);
    }

    /** A run is over. Called under the lock. */
    void ended(Run run) {
        deadlines.remove(run);
    }

    /** Every run that has to end or begin by some time. Called under the lock. */
    List<Run> allWithDeadline() {
        return deadlines.all();
    }

    /** Says that the next slot may have moved. Called under the lock. */
    void replan() {
        wakeBy(time.nanos() + Math.max(0, timeline.next() - time.wall()) * MILLI);
    }

    /** Says that there will be something to do by then. Called under the lock. */
    void wakeBy(long nanos) {
        if (nanos - planned < 0) {
            planned = nanos;
            wake.signal();
        }
    }

    /** How long nothing is due; never negative. */
    Duration untilNext() {
        return Duration.ofNanos(locked(() -> Math.max(0, planned - time.nanos())));
    }

    /** Waits until something is due. */
    void await() throws InterruptedException {
        lock.lock();
        try {
            for (long left = planned - time.nanos(); left > 0; left = planned - time.nanos()) {
                long unused = wake.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
