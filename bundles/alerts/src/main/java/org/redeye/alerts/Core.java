package org.redeye.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.api.state.StateStore;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine itself: takes conditions, writes what is due, hands notices over. All of it on one thread; only what is said so
 * may be asked from others.
 */
final class Core implements SignsOfLife.Found {

    private static final Logger LOG = LoggerFactory.getLogger(Core.class);

    /** How often holds and plans are looked at although nothing was reported. */
    static final Duration REVIEW = Duration.ofSeconds(5);
    /** So long after it ended an alert may begin again. */
    static final Duration REOPENING = Duration.ofMinutes(5);

    private final Clock clock;
    private final Outside outside;
    private final Book book;
    private final Silences silences;
    private final Holds holds;
    private final World world;
    private final Intake intake;
    private final Mail mail;
    private final Walk walk;
    private final Upkeep upkeep;
    private final Tally tally;

    private final Map<String, Life> lives = new LinkedHashMap<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private Instant reviewed = Instant.EPOCH;
    /** Whether the store took nothing the last time. */
    private boolean unstored;

    Core(Clock clock, StateStore store, World world, Outside outside, Tally tally, Runnable wake) {
        this.clock = clock;
        this.outside = outside;
        this.world = world;
        this.tally = tally;
        book = new Book(store);
        silences = new Silences(store);
        holds = new Holds(outside, silences, world::settled);
        intake = new Intake(this, world, holds, tally);
        mail = new Mail(this, intake, new Letters(outside, world), new Sender(outside, wake), tally);
        walk = new Walk(this, world, mail, tally);
        upkeep = new Upkeep(book, world, tally);
        book.live().forEach(this::restore);
        lives.values().forEach(walk::show);
    }

    private void restore(Life life) {
        lives.put(life.id, life);
        intake.know(life);
        dirty.add(life.id);
        mail.again(life);
    }

    // --- what others ask for

    /** Takes conditions over; each is kept when this returns. */
    void report(List<Condition> conditions) {
        try {
            for (Condition condition : conditions) {
                tally.conditions.increment();
                intake.take(condition, clock.instant());
            }
        } finally {
            settle();
        }
    }

    @Override
    public void broken(String channel, String role, String proof) {
        report(List.of(ChannelFault.broken(channel, role, Severity.WARNING, proof, clock.instant())));
    }

    @Override
    public void works(String channel) {
        stored(() -> intake.works(channel, clock.instant()));
        settle();
    }

    /** Somebody does something to an alert. */
    Alert act(String id, java.util.function.Function<Life, Draft> action) {
        Life life = life(id).orElseThrow(() -> missing(id));
        Draft draft = action.apply(life);
        if (!lives.containsKey(id)) {
            book.revive(id);
            lives.put(id, life);
            intake.know(life);
        }
        write(life, draft);
        settle();
        Alert alert = walk.seen().get(id);
        return alert != null ? alert : life.alert(Optional.empty());
    }

    private Optional<Life> life(String id) {
        Life there = lives.get(id);
        return there != null ? Optional.of(there) : book.head(id).map(head -> book.life(id));
    }

    static IllegalArgumentException missing(String id) {
        return new IllegalArgumentException("There is no alert '" + id + "'.");
    }

    // --- what happens by itself

    /** Writes what is due and takes over what became of notices. */
    void tick() {
        Instant now = clock.instant();
        stored(mail::outcomes);
        if (now.isBefore(reviewed) || !now.isBefore(reviewed.plus(REVIEW))) {
            reviewed = now;
            stored(() -> review(now));
            stored(() -> upkeep.tidy(now));
        }
        dirty.addAll(walk.due(now));
        settle();
    }

    /** Does what writes; what cannot be written waits for the next look. */
    void stored(Runnable work) {
        try {
            work.run();
            unstored = false;
        } catch (StoreException e) {
            tally.unstored.increment();
            if (!unstored) {
                LOG.warn("Alerts wait for the state store. {}", e.getMessage());
            }
            unstored = true;
        }
    }

    /** Reads holds anew because a silence has begun or ended. */
    void reviewNow() {
        Instant now = clock.instant();
        holds.refresh(now);
        lives.values().forEach(life -> review(life, now));
        settle();
    }

    private void review(Instant now) {
        boolean changed = holds.refresh(now) | silences.changed(now);
        for (Life life : List.copyOf(lives.values())) {
            if (life.resolved.isPresent() && isDone(life, now)) {
                done(life);
                continue;
            }
            if (changed
                    || life.members.values().stream()
                            .anyMatch(part -> part.hold().isPresent())) {
                review(life, now);
            }
            dirty.add(life.id);
        }
        silences.tidy(now);
    }

    /** Writes what has changed about the holds of an alert. Whether anything has. */
    boolean review(Life life, Instant now) {
        boolean changed = false;
        if (life.resolved.isEmpty()) {
            for (Part part : List.copyOf(life.members.values())) {
                Optional<Draft> draft = holds.review(part, now);
                draft.ifPresent(step -> write(life, step));
                changed |= draft.isPresent();
            }
        }
        return changed;
    }

    private static boolean isDone(Life life, Instant now) {
        return !life.fires()
                && now.isAfter(life.resolved.orElse(now).plus(REOPENING))
                && life.notices().all().stream()
                        .noneMatch(notice ->
                                notice.state() == Notice.State.SENDING || notice.state() == Notice.State.FAILED);
    }

    private void done(Life life) {
        book.done(life);
        lives.remove(life.id);
        dirty.remove(life.id);
        walk.forget(life.id);
        intake.forget(life);
    }

    // --- how it is written

    /** Writes an entry; what follows from it is written by {@link #settle}. */
    AlertEntry write(Life life, Draft draft) {
        AlertEntry entry = book.append(life, draft, clock.instant());
        dirty.add(life.id);
        publish(life, entry);
        if (life.entries > life.trimAt) {
            upkeep.trim(life);
        }
        return entry;
    }

    Life open() {
        Life life = book.open();
        lives.put(life.id, life);
        return life;
    }

    Optional<Life> live(String id) {
        return Optional.ofNullable(lives.get(id));
    }

    /** Walks on with each alert that has changed, until nothing more is due. */
    private void settle() {
        Instant now = clock.instant();
        while (!dirty.isEmpty()) {
            String id = dirty.iterator().next();
            Life life = lives.get(id);
            if (life != null && !life.members.isEmpty()) {
                walk.on(life, now);
            }
            dirty.remove(id);
        }
        mail.send();
    }

    private void publish(Life life, AlertEntry entry) {
        outside.publish(
                "alert",
                Map.of(
                        "id", life.id,
                        "state", life.state().word(),
                        "severity", life.severity().word(),
                        "title", life.title(),
                        "role", life.role,
                        "firing",
                                (int) life.members.values().stream()
                                        .filter(Part::firing)
                                        .count(),
                        "kind", entry.kind().word(),
                        "text", entry.text()));
    }

    // --- for readers

    Book book() {
        return book;
    }

    Silences silences() {
        return silences;
    }

    Holds holds() {
        return holds;
    }

    World world() {
        return world;
    }

    /** The alerts that are not done with, by id; thread-safe. */
    Map<String, Alert> seen() {
        return walk.seen();
    }

    Optional<Alert.Next> next(Life life) {
        return walk.next(life);
    }

    Instant now() {
        return clock.instant();
    }

    int queue() {
        return mail.queue();
    }
}
