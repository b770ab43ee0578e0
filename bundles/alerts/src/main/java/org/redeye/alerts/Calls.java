package org.redeye.alerts;

import static org.redeye.api.alert.AlertEntry.Kind.ESCALATED;
import static org.redeye.api.alert.AlertEntry.Kind.ROUTED;
import static org.redeye.api.alert.AlertEntry.Kind.SENDING;
import static org.redeye.api.alert.AlertEntry.Kind.SKIPPED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.redeye.api.notify.Notification.Purpose;
import org.redeye.api.oncall.Contact;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;

/** What happens next within a round: contacts by their delay, steps by theirs, what is of no use left out at once. */
final class Calls {

    private static final Duration LEAST_REPEAT = Duration.ofMinutes(1);
    private static final int MOST_CHANGES = 20;

    private final World world;

    Calls(World world) {
        this.world = world;
    }

    Optional<Due> next(Life life, Instant now) {
        Round round = life.round.orElse(null);
        Optional<RoleDeclaration> role = world.role(life.role);
        if (round == null || role.isEmpty()) {
            return Optional.empty();
        }
        var use = new Use();
        Optional<Due> due = nobodyAtFirst(life, round);
        for (Round.Turn turn : round.turns) {
            due = Due.first(due, turn(life, round, turn, now, use));
        }
        use.empty(round);
        if (!round.flapping()) {
            due = Due.first(due, step(round, role.get(), now, use));
            due = Due.first(due, repeat(life, round, role.get(), now, use));
            due = Due.first(due, handover(life, round, now, due.map(Due::at)));
        }
        return due;
    }

    /** What is known of the round so far: whether all that was tried is of no use, since when, and when the last contact is due. */
    private static final class Use {
        private boolean alive;
        private Instant dead = Instant.EPOCH;
        private Instant last = Instant.EPOCH;

        void alive(Instant due) {
            alive = true;
            last = Plan.later(last, due);
        }

        void dead(Instant since) {
            dead = Plan.later(dead, since);
            last = Plan.later(last, since);
        }

        void empty(Round round) {
            round.empty.values().forEach(this::dead);
        }
    }

    private Optional<Due> nobodyAtFirst(Life life, Round round) {
        if (round.turns.stream().anyMatch(turn -> turn.step() == 0) || round.empty.containsKey(0)) {
            return Optional.empty();
        }
        String text = "Nobody holds " + life.role + " now; the next step is used at once.";
        return Optional.of(new Due(
                Plan.later(round.start, world.settled()),
                Draft.of(SKIPPED, text).with("step", 0).with("round", round.number)));
    }

    private Optional<Due> turn(Life life, Round round, Round.Turn turn, Instant now, Use use) {
        Optional<PersonDeclaration> found = world.person(turn.person());
        List<Contact> contacts = found.map(PersonDeclaration::contacts).orElse(List.of()).stream()
                .sorted(Comparator.comparing(Contact::after))
                .toList();
        if (contacts.isEmpty()) {
            return without(life, round, turn, found, use);
        }
        boolean dead = true; // all contacts before this one are of no use
        boolean first = true;
        Instant since = turn.begin();
        Optional<Due> next = Optional.empty();
        for (Contact contact : contacts) {
            String key = NoticeKey.call(life.id, round.number, turn.step(), turn.person(), contact.name());
            Optional<Notice> notice = life.notices().find(key);
            if (notice.isPresent() && notice.get().dead()) {
                since = Plan.later(since, notice.get().last());
                first = false;
                continue;
            }
            Instant planned = turn.begin().plus(contact.after());
            Instant at = dead && !first && since.isBefore(planned) ? since : planned;
            Optional<Due> due = notice.isPresent()
                    ? Backoff.again(notice.get())
                    : Optional.of(due(at, call(life, round, turn, found.orElseThrow(), contact, key, at, now)));
            next = Due.first(next, due);
            dead = false;
            use.alive(notice.map(Notice::first).orElse(planned));
        }
        if (dead) {
            use.dead(since);
        }
        return next;
    }

    private Optional<Due> without(Life life, Round round, Round.Turn turn, Optional<PersonDeclaration> found, Use use) {
        String key = NoticeKey.call(life.id, round.number, turn.step(), turn.person(), "");
        Optional<Notice> said = life.notices().find(key);
        if (said.isPresent()) {
            use.dead(said.get().last());
            return Optional.empty();
        }
        use.alive(turn.begin());
        String text = found.map(person -> person.title() + " has no contacts.")
                .orElse("There is no person '" + turn.person() + "' any more.");
        return Optional.of(new Due(
                Plan.later(turn.begin(), world.settled()),
                Draft.of(SKIPPED, text)
                        .with("notice", key)
                        .with("round", round.number)
                        .with("person", turn.person())));
    }

    /** Calls by a contact, or says why not. */
    private Draft call(
            Life life,
            Round round,
            Round.Turn turn,
            PersonDeclaration person,
            Contact contact,
            String key,
            Instant planned,
            Instant now) {
        Instant at = Plan.later(planned, now);
        String refusal = refusal(life, person, contact, at);
        String what = person.title() + " by " + contact.name();
        Draft draft = refusal.isEmpty()
                ? Draft.of(SENDING, "Calls " + what + ".")
                        .with("count", life.begun + 1)
                        .with("purpose", purpose(round).name())
                : Draft.of(SKIPPED, "Does not call " + what + ": it " + refusal + ".");
        return draft.with("notice", key)
                .with("round", round.number)
                .with("step", turn.step())
                .with("person", turn.person())
                .with("title", person.title())
                .with("contact", contact.name())
                .with("channel", contact.channel())
                .with("to", contact.to());
    }

    private static Purpose purpose(Round round) {
        return round.cause.equals(Life.REPEAT) || round.cause.equals("again") ? Purpose.REMINDER : Purpose.ALERT;
    }

    private String refusal(Life life, PersonDeclaration person, Contact contact, Instant at) {
        String quiet = Quiet.refuse(person, contact, life.severity(), at);
        if (!quiet.isEmpty()) {
            return quiet;
        }
        if (ChannelFault.concerns(life, contact.channel())) {
            return "goes by the channel that this is about";
        }
        String refused = world.refuse(contact.channel(), contact.to());
        return refused.isEmpty() ? "" : "cannot be used: " + Words.clause(refused);
    }

    private Optional<Due> step(Round round, RoleDeclaration role, Instant now, Use use) {
        List<RoleDeclaration.Step> steps = role.steps();
        int number = round.last() + 1;
        if (number < 1 || number > steps.size()) {
            return Optional.empty();
        }
        RoleDeclaration.Step step = steps.get(number - 1);
        Instant planned = round.start.plus(step.after());
        boolean useless = !use.alive && use.dead.isBefore(planned);
        Instant due = useless ? use.dead : planned;
        return Optional.of(due(due, escalate(round, number, step, Plan.later(due, now), useless)));
    }

    /** What is left out because something is missing waits while it may still be on its way. */
    private Due due(Instant at, Draft draft) {
        return new Due(draft.kind() == SKIPPED ? Plan.later(at, world.settled()) : at, draft);
    }

    private Draft escalate(Round round, int number, RoleDeclaration.Step step, Instant at, boolean useless) {
        Optional<Holding> holding = step.role().isEmpty() ? Optional.empty() : world.holder(step.role(), at);
        String people = step.role().isEmpty()
                ? world.person(step.person()).map(any -> step.person()).orElse("")
                : names(world, holding.map(Holding::people).orElse(List.of()));
        String whom = step.role().isEmpty() ? step.person() : step.role();
        String because =
                holding.map(found -> ": " + Words.clause(found.because())).orElse("");
        String why = useless ? "Nobody before could be called" : "Nobody has acknowledged it";
        Draft draft = people.isEmpty()
                ? Draft.of(SKIPPED, "Step " + number + " has nobody: " + whom + because + ".")
                : Draft.of(
                                ESCALATED,
                                why + ": step " + number + ", " + whom
                                        + (step.role().isEmpty() ? "" : ", held by " + titles(world, people)) + because
                                        + ".")
                        .with("people", people)
                        .with("begin", at);
        return draft.with("step", number).with("round", round.number);
    }

    private Optional<Due> repeat(Life life, Round round, RoleDeclaration role, Instant now, Use use) {
        if (round.last() < role.steps().size()) {
            return Optional.empty();
        }
        Instant last = round.begun.values().stream().reduce(use.last, Plan::later);
        Duration pause = role.repeat().compareTo(LEAST_REPEAT) < 0 ? LEAST_REPEAT : role.repeat();
        Instant at = last.plus(pause);
        return Optional.of(new Due(at, new Plan(world).repeat(life, Plan.later(at, now))));
    }

    /** Somebody else gets the shift: they are called for what is still not acknowledged. */
    private Optional<Due> handover(Life life, Round round, Instant now, Optional<Instant> before) {
        Instant at = now;
        for (int looked = 0; life.assignee.isEmpty() && looked < MOST_CHANGES; looked++) {
            Optional<Holding> holding = world.holder(life.role, at);
            List<PersonDeclaration> fresh = holding.map(Holding::people).orElse(List.of()).stream()
                    .filter(person -> round.turn(0, Plan.name(world, person)).isEmpty())
                    .toList();
            if (!fresh.isEmpty()) {
                return Optional.of(new Due(at, handover(life, round, fresh, holding.orElseThrow(), at)));
            }
            Instant from = at;
            Optional<Instant> next = holding.flatMap(Holding::until).filter(from::isBefore);
            if (next.isEmpty() || before.isPresent() && !next.get().isBefore(before.get())) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.empty();
    }

    private Draft handover(Life life, Round round, List<PersonDeclaration> fresh, Holding holding, Instant at) {
        String people = names(world, fresh);
        return Draft.of(
                        ROUTED,
                        titles(world, people) + " holds " + life.role + " now: " + Words.clause(holding.because())
                                + ".")
                .with("role", life.role)
                .with("round", round.number)
                .with("begin", at)
                .with("people", people)
                .with("because", holding.because());
    }

    static String names(World world, List<PersonDeclaration> people) {
        List<String> names = new ArrayList<>();
        people.forEach(person -> names.add(Plan.name(world, person)));
        return String.join(" ", names);
    }

    static String titles(World world, String names) {
        return Life.names(names).stream()
                .map(name -> world.person(name).map(PersonDeclaration::title).orElse(name))
                .collect(Collectors.joining(" and "));
    }
}
