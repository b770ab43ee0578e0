package org.redeye.rules;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.redeye.api.alert.Condition;
import org.redeye.api.event.Events;

/** What follows when a rule stands otherwise: it is kept, told to the alerts engine, published, and drawn. Thread-safe. */
final class Consequences implements Outcomes {

    private final Keeper keeper;
    private final Reporter reporter;
    private final Footprints footprints;
    private final Responses responses;
    private final Events events;
    /** Those that recovered, which the alerts engine has yet to take over. */
    private final Set<String> recovering = new HashSet<>();

    Consequences(Keeper keeper, Reporter reporter, Footprints footprints, Responses responses, Events events) {
        this.keeper = keeper;
        this.reporter = reporter;
        this.footprints = footprints;
        this.responses = responses;
        this.events = events;
    }

    @Override
    public synchronized void moved(Subject subject, Level before, long now) {
        Level level = subject.ladder.level();
        Condition condition = new Wording(subject).condition();
        if (level == Level.OK) {
            settle(subject, condition.cleared(at(subject, now), new Wording(subject).recovered()));
        } else {
            recovering.remove(subject.key);
            subject.told |= level == Level.FIRING;
            keeper.put(subject.key, Stored.of(subject, level, condition.summary()));
            if (level == Level.FIRING) {
                reporter.report(condition);
            }
        }
        footprints.moved(subject, now);
        publish(subject, level, level == Level.OK ? new Wording(subject).recovered() : condition.summary());
        if (level != before) {
            responses.moved(subject, before, condition, now);
        }
    }

    /** It recovered, or is no more: said if anybody heard that it was out of order. */
    private void settle(Subject subject, Condition cleared) {
        if (!subject.told) {
            keeper.remove(subject.key);
            return;
        }
        subject.told = false;
        recovering.add(subject.key);
        keeper.put(subject.key, Stored.of(subject, Level.OK, cleared.summary()));
        reporter.report(cleared);
    }

    private static Instant at(Subject subject, long now) {
        return Instant.ofEpochMilli(subject.ladder.since() == Ladder.NONE ? now : subject.ladder.since());
    }

    @Override
    public synchronized void left(Subject subject, String why, long now) {
        if (subject.ladder.level() == Level.OK && !subject.told) {
            return;
        }
        settle(subject, new Wording(subject).condition().cleared(Instant.ofEpochMilli(now), why));
        footprints.left(subject, now);
        publish(subject, Level.OK, why);
    }

    /** The alerts engine has taken a report over. */
    synchronized void told(Condition condition) {
        if (!condition.firing() && recovering.remove(condition.key())) {
            keeper.remove(condition.key());
        }
    }

    /** Tells once more what an earlier process could not tell. */
    synchronized void tellAgain(String key, Stored stored, String why, long now) {
        recovering.add(key);
        reporter.report(new Condition(
                key,
                stored.rule(),
                stored.packageName(),
                stored.target().id(),
                stored.host(),
                stored.severity(),
                false,
                Instant.ofEpochMilli(stored.level() == Level.OK && stored.since() > 0 ? stored.since() : now),
                "",
                why,
                "",
                Map.of(),
                Map.of(),
                Map.of()));
    }

    /** Says once more what fires, to an alerts engine that may not know. */
    synchronized void tell(Subject subject) {
        reporter.report(new Wording(subject).condition());
    }

    /** Once in a while. */
    synchronized void tick(long now) {
        footprints.tick(now);
        keeper.flush();
    }

    private void publish(Subject subject, Level level, String text) {
        var data = new HashMap<String, Object>();
        data.put("id", subject.rule.id());
        data.put("subject", subject.target.id());
        data.put("state", level.word());
        data.put("text", text);
        if (!Double.isNaN(subject.value)) {
            data.put("value", subject.value);
        }
        events.publish("rule", data);
    }
}
