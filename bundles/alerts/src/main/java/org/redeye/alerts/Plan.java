package org.redeye.alerts;

import static org.redeye.api.alert.AlertEntry.Kind.RELEASED;
import static org.redeye.api.alert.AlertEntry.Kind.RESOLVED;
import static org.redeye.api.alert.AlertEntry.Kind.ROUTED;
import static org.redeye.api.alert.AlertEntry.Kind.SKIPPED;
import static org.redeye.api.alert.AlertEntry.Kind.UNACKNOWLEDGED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.redeye.api.alert.Alert.Acknowledgement;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;

/**
 * What happens next to an alert: its next entry and the time of it. It depends on nothing but what the alert is, the time and
 * the world as it is set up, so that the engine, which writes what is due, and whoever asks for the future walk the same way.
 */
final class Plan {

    private final World world;
    private final Calls calls;
    private final Farewells farewells;

    Plan(World world) {
        this.world = world;
        this.calls = new Calls(world);
        this.farewells = new Farewells(world);
    }

    /** The next entry; empty if nothing is planned, until somebody does something. */
    Optional<Due> next(Life life, Instant now) {
        if (life.resolved.isPresent()) {
            return farewells.next(life, now);
        }
        Optional<Due> due = quietAgain(life);
        if (!life.fires() && !life.isHeld(Hold.Kind.FLAPPING)) {
            return Due.first(
                    Optional.of(new Due(now, Draft.of(RESOLVED, "All that was out of order has recovered."))), due);
        }
        if (life.acknowledgement.isPresent()) {
            return Due.first(due, acknowledged(life, life.acknowledgement.get(), now));
        }
        if (!world.ready()) {
            return due;
        }
        boolean lost = life.round.isPresent() && world.role(life.role).isEmpty();
        Optional<Want> want =
                lost && life.want.isEmpty() ? Optional.of(new Want(now, false, "lost its role")) : life.want;
        if (want.isPresent()) {
            return Due.first(due, wanted(life, want.get(), now));
        }
        boolean calling = life.calls() || life.round.map(Round::flapping).orElse(false);
        return calling ? Due.first(due, calls.next(life, now)) : due;
    }

    private Optional<Due> quietAgain(Life life) {
        Duration time = world.tuning().flapTime();
        Optional<Due> first = Optional.empty();
        for (Part part : life.members.values()) {
            if (part.heldFor(Hold.Kind.FLAPPING)) {
                Draft draft = Draft.of(RELEASED, "It has been steady for " + Words.of(time) + ".")
                        .with("key", part.condition().key());
                first = Due.first(first, Optional.of(new Due(part.quietAt(time), draft)));
            }
        }
        return first;
    }

    private Optional<Due> acknowledged(Life life, Acknowledgement by, Instant now) {
        if (life.calls() && life.severity().compareTo(life.acknowledged) > 0) {
            String text = "It got worse than what " + by.by() + " acknowledged: "
                    + life.severity().word() + ".";
            return Optional.of(new Due(now, Draft.of(UNACKNOWLEDGED, text).with("cause", "worse")));
        }
        Duration again = world.role(life.role).map(RoleDeclaration::again).orElse(Duration.ZERO);
        Optional<Instant> end = by.until()
                .or(() ->
                        again.isZero() ? Optional.empty() : Optional.of(by.at().plus(again)));
        return end.map(at -> new Due(
                at,
                Draft.of(
                                UNACKNOWLEDGED,
                                by.by() + " acknowledged it " + Words.of(Duration.between(by.at(), at))
                                        + " ago and it is not fixed.")
                        .with("cause", "again")));
    }

    /** Calling begins, from the first step on. */
    private Optional<Due> wanted(Life life, Want want, Instant now) {
        if (!life.calls() && !want.cause().equals(Life.FLAPPING)) {
            return Optional.empty(); // all is held
        }
        Instant at = want.at(world.tuning());
        Condition condition = life.first().condition();
        boolean settled = !now.isBefore(world.settled());
        Optional<World.Routed> routed = there(Optional.of(new World.Routed(life.role, "its role")))
                .or(() -> life.role.isEmpty() || settled ? there(world.route(condition)) : Optional.empty())
                .or(() -> settled ? there(world.route(withoutRole(condition))) : Optional.empty());
        if (routed.isEmpty()) {
            String named = world.route(condition).map(World.Routed::role).orElse("");
            return nobody(
                    life,
                    at,
                    named.isEmpty()
                            ? "Nobody is called: it names no role, and no route fits."
                            : "Nobody is called: there is no role '" + named + "', and no other route fits.");
        }
        Draft draft = begin(life, routed.get(), want.start(world.tuning()), want.cause(), later(at, now));
        boolean somebody = !draft.data().getOrDefault("people", "").isEmpty();
        return Optional.of(new Due(somebody ? at : later(at, world.settled()), draft));
    }

    private Optional<World.Routed> there(Optional<World.Routed> routed) {
        return routed.filter(found -> world.role(found.role()).isPresent());
    }

    private static Condition withoutRole(Condition condition) {
        return new Condition(
                condition.key(),
                condition.source(),
                condition.packageName(),
                condition.subject(),
                condition.host(),
                condition.severity(),
                condition.firing(),
                condition.at(),
                "",
                condition.summary(),
                condition.text(),
                condition.labels(),
                condition.links(),
                condition.values());
    }

    private Optional<Due> nobody(Life life, Instant at, String text) {
        return life.nobody.equals(text)
                ? Optional.empty()
                : Optional.of(new Due(later(at, world.settled()), Draft.of(SKIPPED, text)));
    }

    /** The first entry of a round. */
    private Draft begin(Life life, World.Routed routed, Instant start, String cause, Instant now) {
        Optional<Holding> holding = world.holder(routed.role(), now);
        boolean given = !life.assignee.isEmpty() && world.person(life.assignee).isPresent();
        String people = given
                ? life.assignee
                : Calls.names(world, holding.map(Holding::people).orElse(List.of()));
        String because = given
                ? "it was given to " + life.assignee
                : holding.map(Holding::because).orElse("");
        String who = people.isEmpty() ? "nobody" : Calls.titles(world, people);
        return Draft.of(
                        ROUTED,
                        "Goes to " + routed.role() + " (" + routed.because() + "), which is held by " + who
                                + (because.isEmpty() ? "" : ": " + Words.clause(because)) + ".")
                .with("role", routed.role())
                .with("round", life.rounds + 1)
                .with("start", start)
                .with("sent", life.sent)
                .with("count", life.begun)
                .with("begin", start)
                .with("cause", cause)
                .with("severity", life.severity().name())
                .with("people", people)
                .with("because", because);
    }

    /** The next round after one that nobody answered. */
    Draft repeat(Life life, Instant at) {
        return begin(life, new World.Routed(life.role, "nobody has acknowledged it"), at, Life.REPEAT, at);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static String name(World world, PersonDeclaration person) {
        return world.person(person.name())
                .filter(found -> found.id().equals(person.id()))
                .map(PersonDeclaration::name)
                .orElse(person.packageName() + "/" + person.name());
    }
}
