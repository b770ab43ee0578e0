package org.redeye.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what waits to the store, one batch after the other, in order. Driven by one thread. */
final class Writer {

    /** Samples of one batch: enough to spread the cost of making it durable, few enough to be quick. */
    static final int BATCH = 20_000;
    /** How long to wait before the next try: doubled each time between these, in milliseconds. */
    private static final long FIRST_PAUSE = 50;

    private static final long LONGEST_PAUSE = 2_000;

    /**
     * So long further samples are gathered after a batch, in milliseconds: each costs a wake-up and a write of its own, and a
     * thousand checks a second give as many. What comes after a pause is stored at once.
     */
    private static final long GATHER = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Backlog backlog;
    private final Supplier<Optional<SeriesStore>> store;
    private final String name;
    private boolean failing;
    /** So many works are handed over one by one, because the store refused their batch for good. */
    private int alone;

    private long pause = FIRST_PAUSE;
    private volatile long stored;
    private volatile long tooOld;
    private volatile double seconds;

    /** @param store the store, asked for anew each time: it may be replaced between two batches */
    Writer(Backlog backlog, String name, Supplier<Optional<SeriesStore>> store) {
        this.backlog = backlog;
        this.name = name;
        this.store = store;
    }

    /**
     * Stores one batch.
     *
     * @return how many milliseconds to wait before the next one; 0 if all went well
     */
    long step() throws InterruptedException {
        List<Work> works = backlog.take(alone > 0 ? 1 : BATCH);
        alone = Math.max(0, alone - works.size());
        if (works.isEmpty()) {
            return 0;
        }
        Optional<SeriesStore> target = store.get();
        if (target.isEmpty()) {
            return failed(works, "the plugin store:" + name + " is not there");
        }
        long begun = System.nanoTime();
        try {
            write(target.get(), works);
        } catch (StoreException e) {
            if (e.kind() == Kind.UNAVAILABLE) {
                return failed(works, String.valueOf(e.getMessage()));
            }
            giveUp(works, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            // a store whose bundle is being replaced may fail to load its classes
            boolean replaced = store.get().filter(now -> now == target.get()).isEmpty();
            if (replaced) {
                return failed(works, "store:" + name + " was replaced"); // the next one gets the batch
            }
            giveUp(works, "store:" + name + " broke: " + e);
        }
        seconds += (System.nanoTime() - begun) / 1e9;
        recovered();
        return 0;
    }

    private void write(SeriesStore target, List<Work> works) {
        var samples = new ArrayList<Sample>();
        var done = new ArrayList<Work.Append>();
        for (Work work : works) {
            if (work instanceof Work.Append append) {
                samples.addAll(append.samples());
                done.add(append);
            } else if (work instanceof Work.End end) {
                flush(target, samples, done);
                target.end(end.id(), end.at());
            }
        }
        flush(target, samples, done);
    }

    private void flush(SeriesStore target, List<Sample> samples, List<Work.Append> done) {
        if (!samples.isEmpty()) {
            tooOld += target.append(List.copyOf(samples));
            stored += samples.size();
            samples.clear();
        }
        done.forEach(append -> append.done().complete(null));
        done.clear();
    }

    /** Keeps the work; repeating what was stored already does no harm. */
    private long failed(List<Work> works, String why) {
        backlog.putBack(works.stream().filter(Writer::open).toList());
        if (!failing) {
            failing = true;
            LOG.warn("Samples wait, because {}", why);
        }
        long now = pause;
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        return now;
    }

    private static boolean open(Work work) {
        return !(work instanceof Work.Append append) || !append.done().isDone();
    }

    /** Drops what the store will never take; out of a batch only that, so each of its works is tried alone first. */
    private void giveUp(List<Work> works, String why) {
        if (works.size() > 1) {
            List<Work> left = works.stream().filter(Writer::open).toList();
            alone = left.size();
            backlog.putBack(left);
            return;
        }
        LOG.error("Samples are lost, because {}", why);
        works.stream().filter(Writer::open).forEach(work -> {
            backlog.drop(work.size());
            Backlog.refuse(work, why);
        });
    }

    private void recovered() {
        pause = FIRST_PAUSE;
        if (failing) {
            failing = false;
            LOG.info("Samples are stored again");
        }
    }

    /** Runs until the backlog is closed and empty, or the thread is interrupted. */
    void run() {
        try {
            while (!backlog.drained()) {
                long wait = step();
                TimeUnit.MILLISECONDS.sleep(wait == 0 && backlog.waiting() < BATCH ? GATHER : wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Samples handed to the store and taken. */
    long stored() {
        return stored;
    }

    /** Of these, passed over by the store because their slot was taken. */
    long tooOld() {
        return tooOld;
    }

    /** Seconds spent in the store. */
    double seconds() {
        return seconds;
    }
}
