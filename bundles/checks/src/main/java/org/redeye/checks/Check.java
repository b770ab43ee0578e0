package org.redeye.checks;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Probe;

/**
 * A check as the engine holds it. What is declared and scheduled is guarded by the core's lock; the series and the
 * changes of {@link #view} by the check's own monitor.
 */
final class Check extends Heap.Entry {

    /** Why a PENDING check that has all it needs has no result yet. */
    static final String FIRST = "first run is due";

    final String id;
    final SeriesTable series;
    /** Since when the engine knows it, milliseconds since the epoch. */
    final long declaredAt;

    // guarded by the core's lock; the declaration, the probe and the mark of removal may be read without
    volatile CheckDeclaration declaration;
    volatile ProbeEntry probe;
    volatile boolean removed;
    Schedule schedule;
    List<Gate> path = List.of();
    /** The slot that comes next. */
    long next;
    /** The run of a slot that waits for its turn or is in flight. */
    @Nullable
    Run run;
    /** A run that a person asked for. */
    @Nullable
    Run manual;
    /** A slot that is due but cannot begin: its predecessor is in flight, or the check is blocked. */
    long wanted = Schedule.NONE;
    /** Why the check cannot run; empty if it can. */
    String blocked = "";
    /** Whether a slot has passed since its probe was there. */
    boolean missed;
    /** The time of the last samples that were stored, milliseconds since the epoch. */
    long storedAt = Schedule.NONE;

    long done;
    long late;
    long skippedOverload;
    long skippedProbe;
    long skippedClock;
    /** Slots left out for want of room since the last one that ran. */
    long leftOut;

    /** The settings as bound for a probe; dropped when plugins change. */
    volatile @Nullable Bound bound;

    volatile View view;
    /** When the run began that the view shows, in the nanoseconds of the time base; guarded by the monitor. */
    Optional<Long> shown = Optional.empty();

    /** Who looks closely for a while: then runs go there, and to no state and no series. Set before the check is known. */
    Optional<Consumer<CheckRun>> watcher = Optional.empty();

    Check(CheckDeclaration declaration, ProbeEntry probe, Schedule schedule, View view, long declaredAt) {
        this.id = declaration.id();
        this.declaredAt = declaredAt;
        this.declaration = declaration;
        this.probe = probe;
        this.schedule = schedule;
        this.view = view;
        this.series = new SeriesTable(id);
    }

    /** Whether its probe is there but does not take its settings. */
    boolean unfit() {
        return !blocked.isEmpty() && !blocked.equals(probe.needs());
    }

    /**
     * Settings bound for one living probe.
     *
     * @param probe the probe they were bound for
     * @param declaration where they were taken from
     * @param config the probe's configuration record
     * @param target to whom it goes over the network; empty if to nobody
     */
    record Bound(WeakReference<Probe<?>> probe, CheckDeclaration declaration, Record config, String target) {}

    /**
     * The state of a check.
     *
     * @param since since when it is in this state
     */
    record Standing(CheckState state, String reason, String message, Instant since) {

        /** That of a check that never ran. */
        static Standing first(Instant now) {
            return new Standing(CheckState.PENDING, FIRST, "", now);
        }

        /** What follows; the moment stays while the state does. */
        Standing then(CheckState next, String why, String words, Instant now) {
            return new Standing(next, why, words, next == state ? since : now);
        }
    }

    /**
     * What people see of it: one reference, so that state and run always fit together.
     *
     * @param before the standing to which a check returns whose probe was gone between two slots; empty if there is none
     */
    record View(Standing standing, Optional<CheckRun> last, Optional<Standing> before) {}
}
