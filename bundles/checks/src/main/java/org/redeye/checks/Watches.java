package org.redeye.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.Watch;
import org.redeye.api.event.Events;
import org.redeye.checks.Check.Standing;
import org.redeye.checks.Check.View;

/**
 * Close looks at checks. A watch is a check of its own for a short while: it passes the same gates and keeps the same kind
 * of schedule, but what it finds goes to who watches, and neither to a state nor to a series. Guarded by the core's lock.
 */
final class Watches {

    static final int MOST_OPEN = 16;
    static final int MOST_KNOWN = 64;
    static final int MOST_RUNS = 600;
    static final Duration SHORTEST = Duration.ofMillis(200);
    static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofMinutes(10);

    private final Core core;
    private final Events events;
    private final Map<String, Watching> known = new LinkedHashMap<>();

    Watches(Core core, Events events) {
        this.core = core;
        this.events = events;
    }

    /** Begins one. See {@link org.redeye.api.check.Checks#watch}. */
    Watch begin(Check original, Duration every, Duration length) {
        requireBounds(every, length);
        return core.locked(() -> {
            require(open() < MOST_OPEN, MOST_OPEN + " watches are going on already");
            require(
                    original.blocked.isEmpty() && original.probe.present,
                    "'" + original.id + "' cannot run: "
                            + (original.blocked.isEmpty() ? original.probe.needs() : original.blocked));
            var watching = new Watching(original, every, length);
            known.put(watching.id, watching);
            forget();
            watching.join();
            return watching.look();
        });
    }

    private static void requireBounds(Duration every, Duration length) {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("A watch runs every " + Texts.seconds(SHORTEST.toNanos()) + " to "
                    + Texts.seconds(LONGEST_INTERVAL.toNanos()) + ", not every " + Texts.seconds(every.toNanos()));
        }
        if (length.compareTo(every) < 0 || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("A watch lasts at least one interval and at most "
                    + Texts.seconds(LONGEST.toNanos()) + ", not " + Texts.seconds(length.toNanos()));
        }
        if (length.toMillis() / every.toMillis() > MOST_RUNS) {
            throw new IllegalArgumentException(
                    "A watch has at most " + MOST_RUNS + " runs, not " + length.toMillis() / every.toMillis());
        }
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalStateException(otherwise);
        }
    }

    private long open() {
        return known.values().stream().filter(watching -> !watching.over).count();
    }

    private void forget() {
        var each = known.values().iterator();
        while (known.size() > MOST_KNOWN && each.hasNext()) {
            if (each.next().over) {
                each.remove();
            }
        }
    }

    Optional<Watch> find(String id) {
        return core.locked(() -> Optional.ofNullable(known.get(id)).map(Watching::look));
    }

    /** Ends one before its time. */
    void end(String id) {
        core.locked(() -> Optional.ofNullable(known.get(id)).ifPresent(Watching::end));
    }

    /** A check is gone, and with it those who watched it. */
    void endAll(String check) {
        core.locked(() -> known.values().stream()
                .filter(watching -> watching.check.id.equals(check))
                .forEach(Watching::end));
    }

    /** Ends those whose time is over; to be called after the schedule has advanced. */
    void tick() {
        core.locked(() -> {
            long now = core.time.wall();
            known.values().stream().filter(watching -> !watching.over).forEach(watching -> watching.tick(now));
        });
    }

    /** One of them, and the check that it is. */
    private final class Watching {

        private final String id = UUID.randomUUID().toString();
        private final List<CheckRun> runs = new ArrayList<>();
        private final Check check;
        private final long from = core.time.wall();
        private long until;
        private boolean over;

        Watching(Check original, Duration every, Duration length) {
            CheckDeclaration declared = original.declaration;
            Duration timeout = declared.timeout().compareTo(every) < 0 ? declared.timeout() : every;
            var declaration = new CheckDeclaration(
                    declared.id(),
                    declared.packageName(),
                    declared.title(),
                    declared.probe(),
                    declared.host(),
                    declared.address(),
                    every,
                    timeout,
                    declared.settings());
            var first = new View(Standing.first(Instant.ofEpochMilli(from)), Optional.empty(), Optional.empty());
            until = from + length.toMillis();
            check = new Check(
                    declaration, original.probe, new Schedule(from % every.toMillis(), every.toMillis()), first, from);
            check.watcher = Optional.of(this::found);
        }

        private void join() {
            check.probe.checks.add(check);
            check.path = core.gates.join(check.probe, check.declaration.host());
            core.timeline.addNew(check, from - 1);
            core.replan();
        }

        private void tick(long now) {
            if (until <= now) {
                end();
            } else if (check.schedule.time(check.next) >= until) { // the last slot has begun
                core.timeline.remove(check);
            }
        }

        private void end() {
            if (!over) {
                over = true;
                until = Math.min(until, core.time.wall());
                check.removed = true;
                check.wanted = Schedule.NONE;
                Run run = check.run;
                if (run != null && run.phase != Run.Phase.RUNNING) {
                    core.slots().callOff(run);
                }
                core.timeline.remove(check);
                check.probe.checks.remove(check);
                core.gates.part(check.declaration.host());
            }
        }

        /** Takes a run; called without the lock. */
        private void found(CheckRun run) {
            boolean news = core.locked(() -> runs.size() < MOST_RUNS && runs.add(run));
            if (news) {
                events.publish("watch", Telling.told(id, run));
            }
        }

        private Watch look() {
            return new Watch(
                    id,
                    check.id,
                    check.declaration.every(),
                    Instant.ofEpochMilli(from),
                    Instant.ofEpochMilli(until),
                    over,
                    check.skippedOverload + check.skippedProbe + check.skippedClock,
                    runs);
        }
    }
}
