package org.redeye.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.section.Changes;

/** The engine without its threads: time passes, and work is done, when the test says so. */
final class World {

    static final String START = "2026-11-21T10:00:00.000Z";
    static final String NODE = "n1";

    final ManualTime time;
    final FakePlugins plugins = new FakePlugins();
    final FakeBinder binder = new FakeBinder();
    final RecordingSeries series = new RecordingSeries();
    final RecordingEvents events = new RecordingEvents();
    final MemoryStates store;
    final Core core;
    final Roster roster;
    final StateKeeper states;
    final Health health;
    /** The addresses that this machine has. */
    List<Reach.Own> own = List.of();

    private final List<Timer> timers = new ArrayList<>();
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    private final Executor pool;

    World() {
        this(new ManualTime(START), new MemoryStates());
    }

    World(ManualTime time, MemoryStates store) {
        this(time, store, null, 4_000, 8);
    }

    World(Executor threads, int inFlight, int perHost) {
        this(new ManualTime(START), new MemoryStates(), threads, inFlight, perHost);
    }

    private World(ManualTime time, MemoryStates store, Executor threads, int inFlight, int perHost) {
        this.time = time;
        this.store = store;
        this.pool = threads == null ? work::add : threads;
        var roster = new Roster[1];
        states = new StateKeeper(work::add, time, stored -> roster[0].restore(stored));
        var results = new Results(series, events, states, NODE, time);
        core = new Core(
                new Parts(time, plugins, binder, results, pool, pool, 4), new Gates(inFlight, perHost), () -> own);
        roster[0] = new Roster(core, states, series, NODE);
        this.roster = roster[0];
        health = new Health(core, this.roster, states);
        plugins.onChange(core.probes()::changed);
    }

    /** The same machine with a new process: what is stored is there, time has gone on. */
    World restarted() {
        var next = new World(time, store);
        next.states.attach(store);
        return next;
    }

    static CheckDeclaration check(String id, String probe, Duration every) {
        return check(id, probe, "", every, every, Map.of());
    }

    static CheckDeclaration check(
            String id, String probe, String host, Duration every, Duration timeout, Map<String, Object> settings) {
        return new CheckDeclaration(id, "p", id, probe, host, host, every, timeout, settings);
    }

    /** Declares checks, and lets them wait for their first slot like those that are not new. */
    void declare(CheckDeclaration... added) {
        roster.apply(new Changes<>(Arrays.asList(added), List.of(), List.of()));
        for (CheckDeclaration declaration : added) {
            Check check = roster.find(declaration.id()).orElseThrow();
            core.locked(() -> core.timeline.add(check, time.wall()));
        }
        work();
    }

    /** Declares checks as people do. */
    void declareNew(CheckDeclaration... added) {
        roster.apply(new Changes<>(Arrays.asList(added), List.of(), List.of()));
        work();
    }

    void change(CheckDeclaration changed) {
        roster.apply(new Changes<>(List.of(), List.of(changed), List.of()));
        work();
    }

    void remove(CheckDeclaration removed) {
        roster.apply(new Changes<>(List.of(), List.of(), List.of(removed)));
        work();
    }

    /** Time passes, in steps no longer than what the engine waits for. */
    void pass(Duration length) {
        long left = length.toMillis();
        while (left > 0) {
            long step = Math.min(left, core.untilNext().toMillis() + 1);
            for (Timer timer : timers) {
                step = Math.min(step, timer.due - time.wall());
            }
            step = Math.max(1, Math.min(step, left));
            time.pass(step);
            left -= step;
            fire();
            look();
        }
    }

    /** A future that is completed when so much time has passed. */
    <T> CompletableFuture<T> later(Duration length, T value) {
        var future = new CompletableFuture<T>();
        timers.add(new Timer(time.wall() + length.toMillis(), () -> future.complete(value)));
        return future;
    }

    private record Timer(long due, Runnable work) {}

    private void fire() {
        List<Timer> due =
                timers.stream().filter(timer -> timer.due <= time.wall()).toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.work.run());
    }

    /** Nobody looks at the clock for a while, as when the machine has too much to do. */
    void stall(Duration length) {
        time.pass(length.toMillis());
        look();
    }

    void jump(Duration length) {
        time.jump(length.toMillis());
        look();
    }

    void look() {
        core.advance();
        states.tick(time.nanos());
        work();
    }

    /** Does all work that waits for a thread. */
    void work() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    CheckStatus status(String id) {
        return roster.status(roster.find(id).orElseThrow());
    }

    Instant now() {
        return Instant.ofEpochMilli(time.wall());
    }

    /** The slots of a check after one moment and up to another. */
    static List<Long> slots(CheckDeclaration check, long after, long until) {
        Schedule schedule = Schedule.of(check.id(), check.every());
        var times = new ArrayList<Long>();
        for (long slot = schedule.slotAt(after) + 1; schedule.time(slot) <= until; slot++) {
            times.add(schedule.time(slot));
        }
        return times;
    }

    double meter(String name, String label) {
        return health.read().stream()
                .filter(meter -> meter.name().equals(name)
                        && (label.isEmpty() || meter.labels().containsValue(label)))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
