package org.redeye.checks;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckRun;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.checks.Check.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the state of every check over a restart, in the bucket {@value #BUCKET} of the state store, written when it
 * changes. Only the newest state of a check waits to be written, so what waits is bounded by the number of checks. While
 * there is no store, or it fails, states wait; checks go on. Thread-safe.
 */
final class StateKeeper {

    static final String BUCKET = "checks";
    static final long RETRY_NANOS = 2_000_000_000L;
    /** So long what is stored of a check that is not declared (yet) is kept after the start. */
    static final long UNCLAIMED_NANOS = 3_600_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
    private static final int PAGE = 1_000;
    /** Checks that come and go while the store is away; what is dropped is the longest unchanged. */
    private static final int MOST_WAITING = 200_000;

    private static final int LONGEST_KEY = 512;
    private static final String REMOVED = "";

    private final Executor threads;
    private final Timebase time;
    private final Consumer<Map<String, Stored>> loaded;

    final LongAdder writes = new LongAdder();
    final LongAdder failures = new LongAdder();

    // guarded by this
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Map<String, Stored> unclaimed = new HashMap<>();
    private @Nullable StateStore store;
    private boolean read;
    private boolean busy;
    private boolean failing;
    private long notBefore;
    private long forgetAt;

    /** @param loaded gets what is stored, once there is a store */
    StateKeeper(Executor threads, Timebase time, Consumer<Map<String, Stored>> loaded) {
        this.threads = threads;
        this.time = time;
        this.loaded = loaded;
        this.notBefore = time.nanos();
        this.forgetAt = time.nanos() + UNCLAIMED_NANOS;
    }

    /**
     * What is stored of a check.
     *
     * @param at the time of the run that brought it to this state
     */
    record Stored(Standing standing, Instant at) {

        /** That run, as far as it is known; empty if there was none. */
        Optional<CheckRun> run(String check) {
            return StateText.run(check, this);
        }
    }

    /** From now on this store is used. */
    synchronized void attach(StateStore to) {
        store = to;
        notBefore = time.nanos();
    }

    /** The store is gone; nothing happens if another one is in use already. */
    synchronized void detach(StateStore gone) {
        if (store == gone) {
            store = null;
        }
    }

    void put(String check, Standing standing, Instant at) {
        if (check.length() <= LONGEST_KEY) {
            set(check, StateText.write(new Stored(standing, at)));
        }
    }

    void remove(String check) {
        if (check.length() <= LONGEST_KEY) {
            set(check, REMOVED);
        }
    }

    /** What was stored of a check before the restart. */
    synchronized Optional<Stored> claim(String check) {
        return Optional.ofNullable(unclaimed.remove(check));
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Begins to write, on another thread, if there is something and the store may be tried. */
    void tick(long nanos) {
        synchronized (this) {
            if (nanos - forgetAt >= 0 && !unclaimed.isEmpty()) {
                unclaimed.keySet().forEach(id -> waiting.putIfAbsent(id, REMOVED));
                unclaimed.clear();
            }
            if (store == null || busy || nanos - notBefore < 0 || (read && waiting.isEmpty())) {
                return;
            }
            busy = true;
        }
        try {
            threads.execute(this::work);
        } catch (RejectedExecutionException e) {
            done(false);
        }
    }

    /** Writes what waits, now and here. */
    void flush() throws InterruptedException {
        synchronized (this) {
            while (busy) {
                wait();
            }
            busy = true;
        }
        work();
    }

    private synchronized void set(String check, String text) {
        unclaimed.remove(check);
        waiting.remove(check); // to the end of the line
        waiting.put(check, text);
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
            failures.increment();
        }
    }

    /** Puts right what waits to be written for a check; nothing happens if nothing does. */
    synchronized void amend(String check, Stored stored) {
        waiting.computeIfPresent(check, (id, text) -> StateText.write(stored));
    }

    private void work() {
        boolean well = false;
        try {
            StateStore to;
            boolean first;
            synchronized (this) {
                to = store;
                first = !read;
            }
            if (to != null) {
                if (first) {
                    load(to);
                }
                while (writeOne(to)) {
                    writes.increment();
                }
            }
            well = true;
        } catch (RuntimeException e) {
            failures.increment();
            report(e);
        } finally {
            done(well);
        }
    }

    private synchronized void done(boolean well) {
        busy = false;
        notifyAll();
        if (well) {
            failing = false;
        } else {
            notBefore = time.nanos() + RETRY_NANOS;
        }
    }

    private void load(StateStore from) {
        var found = new HashMap<String, Stored>();
        String after = "";
        List<Versioned> page;
        do {
            page = from.scan(BUCKET, "", after, PAGE);
            for (Versioned entry : page) {
                after = entry.key();
                StateText.read(entry.value()).ifPresent(stored -> found.put(entry.key(), stored));
            }
        } while (page.size() == PAGE);
        Map<String, Stored> news = new HashMap<>(found);
        synchronized (this) {
            read = true;
            unclaimed.putAll(found);
            unclaimed.keySet().removeAll(waiting.keySet());
        }
        loaded.accept(news);
    }

    private boolean writeOne(StateStore to) {
        String check;
        String text;
        synchronized (this) {
            if (store != to || waiting.isEmpty()) {
                return false;
            }
            check = waiting.keySet().iterator().next();
            text = waiting.get(check);
        }
        try {
            if (text.isEmpty()) {
                to.remove(BUCKET, check);
            } else {
                to.put(BUCKET, check, text);
            }
        } catch (IllegalArgumentException e) { // would be refused again and again, and hold up all others
            failures.increment();
            LOG.warn("The state of {} cannot be stored: {}", check, e.getMessage());
        }
        synchronized (this) {
            waiting.remove(check, text); // unless a newer one has come meanwhile
        }
        return true;
    }

    private void report(RuntimeException failure) {
        boolean first;
        synchronized (this) {
            first = !failing;
            failing = true;
        }
        if (first) {
            LOG.warn(
                    "The states of checks cannot be stored now ({}); checks go on, and it is tried again every {} s",
                    failure.toString(),
                    RETRY_NANOS / 1_000_000_000L);
        }
    }
}
