package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.alert.AlertEntry.Kind;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;

/** Takes conditions: each belongs to the alert that has its key, to one of its cause, or to a new one. Not thread-safe. */
final class Intake {

    /** What a member says is written anew at most so often, unless it is worse or better. */
    private static final Duration TALK = Duration.ofMinutes(1);
    /** Beyond so many entries no more talk is written. */
    private static final long MOST_TALK = 5_000;

    private final Core core;
    private final World world;
    private final Holds holds;
    private final Tally tally;
    private final Grouping grouping;
    private final Map<String, String> alerts = new HashMap<>();
    private final Map<String, Instant> talked = new HashMap<>();
    private final Set<String> faults = new HashSet<>();

    Intake(Core core, World world, Holds holds, Tally tally) {
        this.core = core;
        this.world = world;
        this.holds = holds;
        this.tally = tally;
        this.grouping = new Grouping(core::live, world);
    }

    /** An alert that was read from the store. */
    void know(Life life) {
        String role = role(life);
        life.members.forEach((key, part) -> {
            alerts.put(key, life.id);
            grouping.note(role, life, part.condition(), part.hold());
            if (ChannelFault.isOne(part.condition()) && part.firing()) {
                faults.add(key);
            }
        });
    }

    private String role(Life life) {
        return life.role.isEmpty()
                ? role(life.members.values().iterator().next().condition())
                : life.role;
    }

    private String role(Condition condition) {
        return world.route(condition).map(World.Routed::role).orElse("");
    }

    void forget(Life life) {
        life.members.keySet().forEach(key -> {
            alerts.remove(key, life.id);
            talked.remove(key);
        });
        grouping.forget(life.id);
    }

    /** The alert that has a condition, as long as it is not done with. */
    Optional<Life> find(String key) {
        return Optional.ofNullable(alerts.get(key)).flatMap(core::live);
    }

    void take(Condition condition, Instant now) {
        Optional<Life> there = find(condition.key());
        Optional<Part> part = there.map(life -> life.members.get(condition.key()));
        if (part.isEmpty()) {
            if (condition.firing()) {
                open(condition, now);
            }
        } else if (condition.firing()) {
            fires(there.orElseThrow(), part.get(), condition, now);
        } else if (part.get().firing()) {
            recovers(there.orElseThrow(), part.get(), condition, now);
        }
        if (ChannelFault.isOne(condition) && condition.firing()) {
            faults.add(condition.key());
        }
    }

    private void open(Condition condition, Instant now) {
        Optional<Hold> hold = holds.of(condition, now);
        String role = role(condition);
        Optional<Grouping.Found> found = grouping.find(role, condition, hold, now);
        Life life;
        if (found.isPresent()) {
            life = found.get().life();
            core.write(
                    life,
                    Draft.by(
                                    condition.source(),
                                    Kind.JOINED,
                                    condition.subject() + " joined because "
                                            + found.get().because() + ": " + condition.summary())
                            .with(ConditionText.write(condition))
                            .with("because", found.get().because()));
        } else {
            life = core.open();
            tally.opened.increment();
            core.write(
                    life,
                    Draft.by(condition.source(), Kind.OPENED, condition.subject() + ": " + condition.summary())
                            .with(ConditionText.write(condition)));
        }
        alerts.put(condition.key(), life.id);
        grouping.note(role, life, condition, hold);
        hold.ifPresent(by -> core.write(life, Holds.held(condition, by)));
    }

    private void fires(Life life, Part part, Condition condition, Instant now) {
        if (life.resolved.isPresent()) {
            if (part.firing()) {
                return; // somebody said that it is over: it has to recover first
            }
            boolean soon = now.isBefore(life.resolved.get().plus(Core.REOPENING));
            if (!soon) {
                alerts.remove(condition.key());
                open(condition, now);
                return;
            }
            core.write(
                    life,
                    Draft.by(condition.source(), Kind.REOPENED, condition.subject() + " again: " + condition.summary())
                            .with(ConditionText.write(condition)));
            flap(life, condition, now);
        } else if (!part.firing()) {
            core.write(life, changed(condition, condition.subject() + " again: " + condition.summary()));
            flap(life, condition, now);
        } else if (condition.severity() != part.condition().severity()) {
            String turn = condition.severity().compareTo(part.condition().severity()) > 0 ? "worse" : "better";
            core.write(life, changed(condition, condition.subject() + " is " + turn + ": " + condition.summary()));
        } else if (talks(life, part.condition(), condition, now)) {
            core.write(life, changed(condition, condition.subject() + ": " + condition.summary()));
        }
    }

    private boolean talks(Life life, Condition before, Condition condition, Instant now) {
        boolean same =
                before.summary().equals(condition.summary()) && before.text().equals(condition.text());
        Instant last = talked.get(condition.key());
        boolean soon = last != null && now.isBefore(last.plus(TALK)) && !now.isBefore(last);
        if (same || soon || life.seq > MOST_TALK) {
            return false;
        }
        talked.put(condition.key(), now);
        return true;
    }

    private void recovers(Life life, Part part, Condition condition, Instant now) {
        Condition before = part.condition();
        var recovered = before.cleared(condition.at(), before.summary());
        String why = condition.summary().isEmpty() || condition.summary().equals(before.summary())
                ? ""
                : ": " + condition.summary();
        core.write(
                life,
                Draft.by(condition.source(), Kind.RECOVERED, condition.subject() + " has recovered" + why)
                        .with(ConditionText.write(recovered)));
        holds.forget(condition.key());
        if (life.resolved.isEmpty()) {
            flap(life, condition, now);
        }
    }

    private void flap(Life life, Condition condition, Instant now) {
        Part part = life.members.get(condition.key());
        if (part != null && part.hold().isEmpty() && part.flaps(now, world.tuning())) {
            var hold = new Hold(
                    Hold.Kind.FLAPPING,
                    REM,
                    "it comes and goes, more than " + world.tuning().flaps() + " changes within "
                            + Words.of(world.tuning().flapTime()));
            core.write(life, Holds.held(condition, hold));
        } else if (part != null && condition.firing()) {
            holds.review(part, now).ifPresent(draft -> core.write(life, draft));
        }
    }

    private static final String REM = Draft.REM;

    private static Draft changed(Condition condition, String text) {
        return Draft.by(condition.source(), Kind.CHANGED, text).with(ConditionText.write(condition));
    }

    /** A channel has carried a notice: it is no longer out of order, for no role. */
    void works(String channel, Instant now) {
        for (String key : List.copyOf(faults)) {
            Optional<Part> part =
                    Optional.ofNullable(alerts.get(key)).flatMap(core::live).map(life -> life.members.get(key));
            if (part.isEmpty() || !part.get().firing()) {
                faults.remove(key);
            } else if (ChannelFault.isOne(part.get().condition(), channel)) {
                faults.remove(key);
                take(ChannelFault.works(channel, part.get().condition().role(), now), now);
            }
        }
    }
}
