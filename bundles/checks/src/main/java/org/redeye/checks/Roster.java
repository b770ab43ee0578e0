package org.redeye.checks;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.checks.Check.Standing;
import org.redeye.checks.Check.View;
import org.redeye.checks.StateKeeper.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checks that are declared. Thread-safe; changes come one at a time. */
final class Roster {

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);
    private static final int MOST_SERIES = 100_000;

    private final Map<String, Check> checks = new ConcurrentSkipListMap<>();
    private final Core core;
    private final StateKeeper states;
    private final Series series;
    private final String node;

    Roster(Core core, StateKeeper states, Series series, String node) {
        this.core = core;
        this.states = states;
        this.series = series;
        this.node = node;
        core.results.readBy(check -> core.held(() -> look(check)));
    }

    /** Makes a difference real. A declaration that is there already counts as changed, one that is not as added. */
    void apply(Changes<CheckDeclaration> changes) {
        List<String> silent = changes.removed().stream()
                .map(CheckDeclaration::id)
                .filter(this::remove)
                .toList();
        if (!silent.isEmpty() && !core.elsewhere(() -> silent.forEach(this::endStored))) {
            LOG.warn("The series of {} removed checks that had not run were not ended", silent.size());
        }
        changes.added().forEach(this::put);
        changes.changed().forEach(this::put);
        core.locked(core.probes()::tidy);
    }

    Optional<Check> find(String id) {
        return Optional.ofNullable(checks.get(id));
    }

    /** All of them, ordered by id. */
    Collection<Check> all() {
        return checks.values();
    }

    /** Takes over what was stored before the restart. */
    void restore(Map<String, Stored> stored) {
        stored.forEach((id, state) -> find(id).ifPresent(check -> {
            core.results.restore(check, state);
            states.claim(id);
        }));
        // a probe that is missing may have been told of already: then it has to be said again
        core.locked(() -> core.probes().all().forEach(entry -> entry.told = false));
    }

    CheckStatus status(Check check) {
        return core.locked(() -> look(check));
    }

    private CheckStatus look(Check check) {
        View view = check.view;
        boolean runs = check.blocked.isEmpty() && check.probe.present;
        return new CheckStatus(
                check.declaration,
                view.standing().state(),
                view.standing().reason(),
                view.standing().message(),
                view.standing().since(),
                view.last(),
                node,
                runs ? Optional.of(Instant.ofEpochMilli(check.schedule.time(check.next))) : Optional.empty(),
                new SlotCounts(check.done, check.late, check.skippedOverload, check.skippedProbe, check.skippedClock));
    }

    private void put(CheckDeclaration declaration) {
        ProbeEntry probe = core.probes().entry(declaration.probe());
        Check known = checks.get(declaration.id());
        if (known == null) {
            add(declaration, probe);
        } else {
            core.locked(() -> change(known, declaration, probe));
            core.results.tell(known);
        }
    }

    private void add(CheckDeclaration declaration, ProbeEntry probe) {
        long wall = core.time.wall();
        Instant now = Instant.ofEpochMilli(wall);
        Optional<Stored> stored = states.claim(declaration.id());
        View view = stored.map(past -> view(past, declaration))
                .orElseGet(() -> new View(Standing.first(now), Optional.empty(), Optional.empty()));
        var check = new Check(declaration, probe, Schedule.of(declaration.id(), declaration.every()), view, wall);
        checks.put(check.id, check);
        core.locked(() -> {
            probe.checks.add(check);
            check.path = core.gates.join(probe, declaration.host());
            if (view.last().isEmpty()) {
                core.timeline.addNew(check, wall);
            } else {
                core.timeline.add(check, wall);
            }
            core.replan();
            if (view.last().isEmpty() || probe.told) {
                sayWhatIsMissing(check);
            }
        });
        core.results.tell(check);
    }

    private static View view(Stored past, CheckDeclaration declaration) {
        Standing standing = past.standing();
        if (standing.state() == CheckState.PENDING) { // what it needed then says nothing about now
            standing = Standing.first(standing.since());
        }
        return new View(standing, past.run(declaration.id()), Optional.empty());
    }

    private void change(Check check, CheckDeclaration now, ProbeEntry probe) {
        CheckDeclaration before = check.declaration;
        long waits = takeBack(check);
        check.declaration = now;
        check.bound = null;
        check.blocked = "";
        if (check.probe != probe || !before.host().equals(now.host())) {
            check.probe.checks.remove(check);
            core.gates.part(before.host());
            check.probe = probe;
            probe.checks.add(check);
            check.path = core.gates.join(probe, now.host());
        }
        if (before.every().equals(now.every())) {
            check.wanted = waits;
            core.slots().goOn(check);
        } else {
            check.schedule = Schedule.of(check.id, now.every());
            core.timeline.add(check, core.time.wall());
            core.replan();
        }
        core.afterwards(() -> core.results.resume(check, true));
        sayWhatIsMissing(check);
    }

    /** Takes back a slot that has not begun. @return it, or {@link Schedule#NONE} */
    private long takeBack(Check check) {
        long slot = check.wanted;
        check.wanted = Schedule.NONE;
        Run run = check.run;
        if (run != null && run.phase != Run.Phase.RUNNING) {
            slot = run.slot;
            core.slots().callOff(run);
        }
        return slot;
    }

    private void sayWhatIsMissing(Check check) {
        if (!check.probe.present) {
            core.probes().tellGone(check.probe, check);
        }
    }

    /** Takes a check out. @return whether its series are not known here, because it has not run since the start */
    private boolean remove(String id) {
        Check check = checks.remove(id);
        if (check == null) {
            return false;
        }
        core.locked(() -> {
            check.removed = true;
            takeBack(check);
            core.timeline.remove(check);
            check.probe.checks.remove(check);
            core.gates.part(check.declaration.host());
            Run manual = check.manual;
            if (manual != null && manual.phase != Run.Phase.RUNNING) {
                core.slots().callOff(manual);
                Manual.refuse(core, manual, "it is no longer declared");
            }
        });
        boolean any = core.results.endAll(check);
        states.remove(id);
        return !any;
    }

    /** Ends the series of a check that has not run since the start. */
    private void endStored(String id) {
        try {
            for (SeriesInfo info : series.find(id + ":*", "", MOST_SERIES)) {
                if (info.endedAt() == 0) {
                    series.end(info.id(), info.lastAt() == 0 ? core.time.wall() : info.lastAt());
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("The series of {} could not be ended: {}", id, e.toString());
        }
    }
}
