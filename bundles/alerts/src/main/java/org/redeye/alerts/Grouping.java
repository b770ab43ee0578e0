package org.redeye.alerts;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Hold;

/** Finds the alert that a new condition belongs to: the last one of its role and cause. Not thread-safe. */
final class Grouping {

    /** More conditions than these do not join one alert; the next ones begin another. */
    static final int MOST_MEMBERS = 1000;

    private final Function<String, Optional<Life>> lives;
    private final World world;
    private final Map<String, String> causes = new HashMap<>();

    Grouping(Function<String, Optional<Life>> lives, World world) {
        this.lives = lives;
        this.world = world;
    }

    /** An alert and the reason to join it. */
    record Found(Life life, String because) {}

    Optional<Found> find(String role, Condition condition, Optional<Hold> hold, Instant now) {
        return parent(role, condition, hold)
                .or(() -> recent(role, "host " + condition.host(), condition.host(), now)
                        .map(life -> new Found(life, "same host " + condition.host())))
                .or(() -> recent(role, "source " + condition.source(), condition.source(), now)
                        .map(life -> new Found(life, "same rule " + condition.source())))
                .or(() -> recent(role, "package " + condition.packageName(), condition.packageName(), now)
                        .map(life -> new Found(
                                life,
                                "same package " + condition.packageName() + " within "
                                        + Words.of(world.tuning().joining()))));
    }

    /** What stands below something that is down belongs to it, however long it takes. */
    private Optional<Found> parent(String role, Condition condition, Optional<Hold> hold) {
        String above = hold.filter(found -> found.kind() == Hold.Kind.DEPENDENCY)
                .map(Hold::by)
                .orElse("");
        if (!above.isEmpty()) {
            Optional<Found> found = open(role, "subject " + above)
                    .map(life -> new Found(life, "its parent " + above + " is down"))
                    .or(() -> open(role, "parent " + above).map(life -> new Found(life, "same parent " + above)));
            if (found.isPresent()) {
                return found;
            }
        }
        return open(role, "parent " + check(condition))
                .map(life -> new Found(life, "the others stand on " + condition.subject()));
    }

    private Optional<Life> recent(String role, String cause, String word, Instant now) {
        return word.isEmpty() || word.startsWith("channel/")
                ? Optional.empty()
                : open(role, cause)
                        .filter(life ->
                                now.isBefore(life.opened.plus(world.tuning().joining())) && !now.isBefore(life.opened));
    }

    private Optional<Life> open(String role, String cause) {
        return Optional.ofNullable(causes.get(role + "|" + cause))
                .flatMap(lives)
                .filter(life -> life.resolved.isEmpty() && life.members.size() < MOST_MEMBERS);
    }

    /** A condition is in an alert: others of its cause may join. */
    void note(String role, Life life, Condition condition, Optional<Hold> hold) {
        put(role, "host " + condition.host(), condition.host(), life);
        put(role, "source " + condition.source(), condition.source(), life);
        put(role, "package " + condition.packageName(), condition.packageName(), life);
        put(role, "subject " + check(condition), check(condition), life);
        hold.filter(found -> found.kind() == Hold.Kind.DEPENDENCY)
                .ifPresent(found -> put(role, "parent " + found.by(), found.by(), life));
    }

    /** The check that a condition is about: of a series {@code check:metric[item]} that of the check. */
    static String check(Condition condition) {
        int colon = condition.subject().indexOf(':');
        return colon < 0 ? condition.subject() : condition.subject().substring(0, colon);
    }

    private void put(String role, String cause, String word, Life life) {
        if (!word.isEmpty()) {
            causes.put(role + "|" + cause, life.id);
        }
    }

    /** Forgets alerts that are done with. */
    void forget(String id) {
        causes.values().removeIf(id::equals);
    }
}
