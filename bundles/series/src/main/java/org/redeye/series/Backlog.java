package org.redeye.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;

/**
 * What waits for the store: bounded by samples. When it is full the oldest give way, because what is true now is worth more
 * than what was true then; each that gives way is counted and its giver told. Thread-safe.
 */
final class Backlog {

    /** Things without samples that may wait beside them. */
    private static final int MOST_WORKS = 500_000;

    private final int bound;
    private final Deque<Work> works = new ArrayDeque<>();
    private int samples;
    private long dropped;
    private boolean closed;

    /** @param bound how many samples may wait */
    Backlog(int bound) {
        this.bound = bound;
    }

    /** Takes work over; never waits. */
    void add(Work work) {
        var gone = new ArrayList<Work>();
        synchronized (this) {
            while (!works.isEmpty() && (samples + work.size() > bound || works.size() >= MOST_WORKS)) {
                gone.add(poll());
            }
            if (work.size() > bound || closed) {
                gone.add(work);
            } else {
                works.add(work);
                samples += work.size();
            }
            gone.forEach(lost -> dropped += lost.size());
            notifyAll();
        }
        gone.forEach(lost -> refuse(lost, "The store did not take the samples in time; " + bound + " may wait."));
    }

    /** Tells whoever gave the work that it will not be done. */
    static void refuse(Work work, String why) {
        if (work instanceof Work.Append append) {
            append.done().completeExceptionally(new StoreException(Kind.UNAVAILABLE, why));
        }
    }

    /** Takes out what waits, oldest first and at most so many samples at once; waits until there is something. */
    synchronized List<Work> take(int most) throws InterruptedException {
        while (works.isEmpty() && !closed) {
            wait();
        }
        var taken = new ArrayList<Work>();
        int count = 0;
        while (!works.isEmpty() && (taken.isEmpty() || count + works.peek().size() <= most)) {
            Work next = poll();
            count += next.size();
            taken.add(next);
        }
        return taken;
    }

    /** Puts back what could not be done, before all else; what no longer fits is dropped. */
    void putBack(List<Work> undone) {
        var gone = new ArrayList<Work>();
        synchronized (this) {
            for (int i = undone.size() - 1; i >= 0; i--) {
                Work work = undone.get(i);
                if (samples + work.size() > bound) {
                    gone.add(work);
                    dropped += work.size();
                } else {
                    works.addFirst(work);
                    samples += work.size();
                }
            }
            notifyAll();
        }
        gone.forEach(lost -> refuse(lost, "The store did not take the samples in time; " + bound + " may wait."));
    }

    private Work poll() {
        Work work = works.remove();
        samples -= work.size();
        return work;
    }

    /** Counts samples that the store refused for good. */
    synchronized void drop(int count) {
        dropped += count;
    }

    /** Lets whoever waits go on; what comes from now on is refused. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean drained() {
        return closed && works.isEmpty();
    }

    /** How many samples wait. */
    synchronized int waiting() {
        return samples;
    }

    /** How many samples were dropped so far. */
    synchronized long dropped() {
        return dropped;
    }
}
