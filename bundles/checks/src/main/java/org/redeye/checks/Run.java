package org.redeye.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;

/** One attempt to run a check. Whoever ends it first (outcome, deadline, missing probe) says what became of it. */
final class Run extends Heap.Entry {

    /** Where it is on its way. */
    enum Phase {
        /** Waits for a place at a gate. */
        GATED,
        /** Has its places and waits for a thread. */
        QUEUED,
        /** The probe has been asked, or is about to be. */
        RUNNING,
        /** It is over, or was called off. */
        ENDED
    }

    /** How many calls of {@code blocking} one run may have open. */
    private static final int MOST_BLOCKING = 256;

    final Check check;
    final CheckDeclaration declaration;
    final ProbeEntry probe;
    final List<Gate> path;
    /** Completes with the run that a person asked for; empty for the run of a slot. */
    final @Nullable CompletableFuture<CheckRun> asked;
    /** Whether it repeats one that a swap of the plugin has broken. */
    final boolean repeats;

    // guarded by the core's lock
    Phase phase = Phase.GATED;
    /** The slot it is for; moves on while the run waits. For a run that a person asked for: the slot it falls in. */
    long slot;

    @Nullable
    Gate waitsAt;

    // set when it begins
    /** The time of its slot; when it began, if a person asked for it or the check was not there at that time. */
    long at;
    /** When its slot ends. */
    long end;

    long began;
    long beganNanos;
    long lateMillis;
    /** When it must be over, in the nanoseconds of the time base. */
    long deadline;

    private final Lane.Job call;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Probe<?> instance;
    private volatile @Nullable CompletionStage<Outcome> stage;
    private volatile @Nullable Context context;
    private volatile @Nullable Lanes lanes;
    private volatile String target;
    // guarded by this
    private final List<Lane.Job> blocking = new ArrayList<>(0);

    Run(Check check, long slot, @Nullable CompletableFuture<CheckRun> asked, boolean repeats, Caller caller) {
        this.check = check;
        this.declaration = check.declaration;
        this.probe = check.probe;
        this.path = check.path;
        this.target = check.declaration.address();
        this.slot = slot;
        this.asked = asked;
        this.repeats = repeats;
        this.call = new Lane.Job() {
            @Override
            void work() {
                caller.call(Run.this);
            }
        };
    }

    Lane.Job call() {
        return call;
    }

    /** Ends it. @return whether it was not over yet: the caller now has to settle it */
    boolean end() {
        return !ended.get() && ended.compareAndSet(false, true);
    }

    boolean over() {
        return ended.get();
    }

    /** The probe that was asked. */
    @Nullable
    Probe<?> instance() {
        return instance;
    }

    /** To whom it goes over the network; empty if to nobody. */
    String target() {
        return target;
    }

    void ask(Probe<?> asked, Context with, Lanes its, String whom) {
        target = whom;
        instance = asked;
        context = with;
        lanes = its;
    }

    void answer(CompletionStage<Outcome> answer) {
        stage = answer;
    }

    /** Notes a line for who reads the run later. */
    void note(String line) {
        Context with = context;
        if (with != null) {
            with.log(line);
        }
    }

    List<String> log() {
        Context with = context;
        return with == null ? List.of() : with.lines();
    }

    /** Registers work that blocks, to be interrupted when the run is over. @return false if it is over or has too much */
    boolean blocks(Lane.Job job) {
        synchronized (this) {
            if (!over() && blocking.size() < MOST_BLOCKING) {
                blocking.add(job);
                return true;
            }
        }
        return false;
    }

    void unblocks(Lane.Job job) {
        synchronized (this) {
            blocking.remove(job);
        }
    }

    /** What the probe answered with, if it was not complete at once. */
    @Nullable
    CompletionStage<Outcome> stage() {
        return stage;
    }

    /** Cancels what the probe answered with. */
    void cancel(CompletionStage<Outcome> answer) {
        Lanes its = lanes;
        if (its != null) {
            its.cancel(answer);
        }
    }

    /** Interrupts what still works for it and lets go of the plugin. */
    void close() {
        List<Lane.Job> open;
        synchronized (this) {
            open = blocking.isEmpty() ? List.of() : List.copyOf(blocking);
            blocking.clear();
        }
        open.forEach(Lane.Job::giveUp);
        stage = null;
        instance = null;
        context = null;
    }
}
