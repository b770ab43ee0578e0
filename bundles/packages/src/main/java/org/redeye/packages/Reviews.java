package org.redeye.packages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.redeye.api.event.Events;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.Plan;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may change a package at once, and what waits for a second person. The rule is that of the text in force. Thread-safe. */
final class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final Road road;
    private final PendingFiles files;
    private final Events events;

    /** What shall wait; see {@link PendingChange}. */
    record Suggestion(String name, String base, String text, Map<String, FileText> files, Plan plan, String diff) {}

    Reviews(Road road, PendingFiles files, Events events) {
        this.road = road;
        this.files = files;
        this.events = events;
    }

    // ---- looking

    private ReviewRule rule(String name) {
        return road.good(name).map(Compiled::anatomy).orElse(Anatomy.EMPTY).review();
    }

    /** Whether a change waits. */
    boolean holds(String name, Change change) {
        return rule(name).holds(change);
    }

    /** For whose approval it waits, as a sentence; empty if it does not. */
    String waits(String name, Change change) {
        ReviewRule rule = rule(name);
        return rule.holds(change)
                ? "Your changes of " + name + " wait for approval by " + rule.who(change.author()) + "."
                : "";
    }

    /** @throws PackageException FORBIDDEN if a change would have to wait and is of a kind that cannot */
    void require(String name, Change change) {
        if (holds(name, change)) {
            throw new PackageException(
                    Kind.FORBIDDEN,
                    "A change of " + name + " needs approval, and one of this kind cannot wait for it; ask "
                            + rule(name).who(change.author()) + " to make it.");
        }
    }

    /** Why this one may not approve a change, whatever became of the package; empty if he may. */
    String refusal(PendingChange change, Change by) {
        if (change.author().equals(by.author())) {
            return "Nobody approves his own change; ask " + rule(change.name()).who(by.author()) + ".";
        }
        return rule(change.name()).approves(by)
                ? ""
                : "You are no approver of " + change.name() + "; ask "
                        + rule(change.name()).who(by.author()) + ".";
    }

    List<PendingChange> list(String name) {
        return files.list().stream()
                .filter(change -> name.isEmpty() || change.name().equals(name))
                .toList();
    }

    PendingChange get(String id) {
        return files.find(id)
                .orElseThrow(() -> new PackageException(
                        Kind.MISSING,
                        "No change '" + id
                                + "' waits; it was approved, rejected, withdrawn or replaced, or never was."));
    }

    /** What waits already of the same author. */
    List<PendingChange> own(String name, Change change) {
        return list(name).stream()
                .filter(other -> other.author().equals(change.author()))
                .toList();
    }

    // ---- changing

    /** Keeps a change, in place of what waits of the same author. */
    Plan keep(Suggestion suggested, Change change) {
        String name = suggested.name();
        List<PendingChange> before = own(name, change);
        var kept = new PendingChange(
                files.fresh(),
                name,
                Instant.now().truncatedTo(ChronoUnit.MILLIS), // as it is written down
                change.author(),
                change.role(),
                change.message(),
                change.why(),
                suggested.base(),
                suggested.text(),
                suggested.files(),
                suggested.plan(),
                suggested.diff());
        files.put(kept, before);
        before.forEach(old -> tell(old, "replaced", change.author()));
        tell(kept, "pending", change.author());
        String sentence = "This change waits as " + kept.id() + " for approval by "
                + rule(name).who(change.author())
                + (before.isEmpty()
                        ? "."
                        : ", in place of "
                                + String.join(
                                        ", ",
                                        before.stream().map(PendingChange::id).toList()) + ".");
        return suggested.plan().waiting(kept.id(), sentence);
    }

    /** The words with which a change goes into the history that somebody has approved. */
    static Change approved(PendingChange change, Change by) {
        String trailer = "Approved-by: " + by.author();
        String reason = by.why().isEmpty() ? "" : "Approved because: " + by.why();
        String words = String.join(
                "\n\n",
                List.of(change.why(), reason).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
        int room = Change.MAX_WHY - trailer.length() - 2;
        String fitting = words.length() <= room ? words : words.substring(0, room - 1) + "…";
        return new Change(
                change.author(), change.message(), fitting.isEmpty() ? trailer : fitting + "\n\n" + trailer, by.role());
    }

    /** A change is made. */
    void done(PendingChange change, Change by) {
        files.remove(change);
        tell(change, "approved", by.author());
    }

    /** Ends a change without making it. */
    void reject(String id, Change by) {
        PendingChange change = get(id);
        boolean own = change.author().equals(by.author());
        if (!own && !rule(change.name()).approves(by)) {
            throw new PackageException(Kind.FORBIDDEN, refusal(change, by));
        }
        if (!own && by.why().isEmpty()) {
            throw new PackageException(List.of(new Problem(
                    Position.NONE, "Whoever rejects a change says why: " + change.author() + " will ask.", "")));
        }
        files.remove(change);
        if (own) {
            tell(change, "withdrawn", by.author());
        } else {
            LOG.info("Why {} rejects the change {}: {}", by.author(), id, by.why());
            tell(change, "rejected", by.author(), by.why());
        }
    }

    private void tell(PendingChange change, String state, String by) {
        tell(change, state, by, "");
    }

    private void tell(PendingChange change, String state, String by, String why) {
        LOG.info("The change {} of {} by {} is {} ({})", change.id(), change.name(), change.author(), state, by);
        events.publish(
                "change",
                Map.of(
                        "id",
                        change.id(),
                        "name",
                        change.name(),
                        "author",
                        change.author(),
                        "state",
                        state,
                        "by",
                        by,
                        "why",
                        why));
    }
}
