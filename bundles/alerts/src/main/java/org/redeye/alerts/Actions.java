package org.redeye.alerts;

import java.time.Instant;
import java.util.Optional;
import org.redeye.api.alert.AlertEntry.Kind;

/** What people do to an alert, and when they cannot. */
final class Actions {

    private static final int LONGEST = 2000;

    private Actions() {}

    static Draft acknowledge(Life life, String by, String reason, Optional<Instant> until, Instant now) {
        open(life, "acknowledged");
        life.acknowledgement.ifPresent(there -> {
            throw new IllegalStateException(life.id + " was acknowledged by " + there.by() + " at " + there.at()
                    + (there.reason().isEmpty() ? "." : ": " + there.reason()));
        });
        if (until.isPresent() && !until.get().isAfter(now)) {
            throw new IllegalArgumentException("The acknowledgement would end at " + until.get() + ", which is over.");
        }
        Draft draft = Draft.by(
                        by,
                        Kind.ACKNOWLEDGED,
                        by + " takes it" + until.map(end -> " until " + end).orElse("") + because(reason))
                .with("reason", reason);
        return until.map(end -> draft.with("until", end)).orElse(draft);
    }

    static Draft unacknowledge(Life life, String by, String reason) {
        open(life, "unacknowledged");
        if (life.acknowledgement.isEmpty()) {
            throw new IllegalStateException("Nobody has acknowledged " + life.id + ".");
        }
        return Draft.by(by, Kind.UNACKNOWLEDGED, by + " gives it back" + because(reason))
                .with("reason", reason);
    }

    static Draft resolve(Life life, String by, String reason) {
        open(life, "resolved");
        return Draft.by(by, Kind.RESOLVED, by + " says that it is over" + because(reason))
                .with("reason", reason);
    }

    static Draft reopen(Life life, String by, String reason) {
        if (life.resolved.isEmpty()) {
            throw new IllegalStateException(life.id + " is not resolved.");
        }
        if (!life.fires()) {
            throw new IllegalStateException(life.id + " cannot be reopened: all that was out of order has recovered.");
        }
        return Draft.by(by, Kind.REOPENED, by + " says that it is not over" + because(reason))
                .with("reason", reason);
    }

    static Draft assign(Life life, String person, String by, String reason, World world) {
        open(life, "assigned");
        if (world.person(person).isEmpty()) {
            throw new IllegalArgumentException("There is no person '" + person + "'.");
        }
        return Draft.by(by, Kind.ASSIGNED, by + " gives it to " + person + because(reason))
                .with("person", person)
                .with("reason", reason);
    }

    static Draft note(Life life, String by, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A note has 1 to " + LONGEST + " characters; this one has " + text.length() + ".");
        }
        boolean ran = life.members.values().stream()
                .anyMatch(part -> part.condition().source().equals(by));
        return Draft.by(by, ran ? Kind.RAN : Kind.NOTED, text);
    }

    private static void open(Life life, String what) {
        if (life.resolved.isPresent()) {
            throw new IllegalStateException(
                    life.id + " cannot be " + what + ": it is over since " + life.resolved.get() + ".");
        }
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "." : ": " + reason;
    }
}
