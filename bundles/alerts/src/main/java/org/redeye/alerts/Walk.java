package org.redeye.alerts;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks on with alerts as planned: writes what is due of each until nothing more is, remembers what is due next, and shows readers
 * where it stands. On the engine's thread.
 */
final class Walk {

    private static final Logger LOG = LoggerFactory.getLogger(Walk.class);

    /** Steps of one alert at one time; beyond that the others have their turn. */
    private static final int MOST_STEPS = 10_000;

    private final Core core;
    private final World world;
    private final Plan plan;
    private final Mail mail;
    private final Tally tally;
    private final Map<String, Due> dues = new HashMap<>();
    /** What readers see; thread-safe. */
    private final Map<String, Alert> seen = new ConcurrentHashMap<>();

    Walk(Core core, World world, Mail mail, Tally tally) {
        this.core = core;
        this.world = world;
        this.plan = new Plan(world);
        this.mail = mail;
        this.tally = tally;
    }

    /** Writes all that is due of an alert. */
    void on(Life life, Instant now) {
        try {
            core.stored(() -> steps(life, now));
        } catch (RuntimeException e) {
            LOG.error("{} does not go on; the next look is in {}", life.id, Words.of(Core.REVIEW), e);
        }
        show(life);
    }

    private void steps(Life life, Instant now) {
        dues.remove(life.id);
        for (int step = 0; step < MOST_STEPS; step++) {
            Optional<Due> due = plan.next(life, now);
            if (due.isEmpty() || due.get().at().isAfter(now)) {
                due.ifPresent(later -> dues.put(life.id, later));
                return;
            }
            Draft draft = due.get().draft();
            if (draft.kind() == Kind.ROUTED && core.review(life, now)) {
                continue; // something came up that holds it: nobody is called yet
            }
            core.write(life, draft);
            after(life, draft);
        }
    }

    private void after(Life life, Draft draft) {
        if (draft.kind() == Kind.SENDING) {
            mail.order(life, draft.data().getOrDefault("notice", ""));
        } else if (draft.kind() == Kind.SKIPPED && !life.nobody.isEmpty()) {
            tally.unrouted.increment();
            LOG.warn("{} \"{}\": {}", life.id, life.title(), life.nobody);
        }
    }

    /** Shows how it stands. */
    void show(Life life) {
        seen.put(life.id, life.alert(next(life)));
    }

    /** What is planned next, in words. */
    Optional<Alert.Next> next(Life life) {
        return Optional.ofNullable(dues.get(life.id))
                .map(due -> new Alert.Next(due.at(), Next.say(world, life, due.draft())));
    }

    /** The alerts of which something is due. */
    List<String> due(Instant now) {
        return dues.entrySet().stream()
                .filter(each -> !each.getValue().at().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    void forget(String id) {
        dues.remove(id);
        seen.remove(id);
    }

    /** The alerts that are not done with, by id; thread-safe. */
    Map<String, Alert> seen() {
        return seen;
    }
}
