package org.redeye.packages;

import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.Plan;
import org.redeye.packages.history.TextDiff;

/** Changes that wait for a second person: how they come to wait, and how they are made. Thread-safe. */
final class Approvals {

    private final PackageChanges changes;
    private final Road road;
    private final PackageFolder folder;
    private final Reviews reviews;

    Approvals(PackageChanges changes, Road road, PackageFolder folder) {
        this.changes = changes;
        this.road = road;
        this.folder = folder;
        this.reviews = changes.reviews();
    }

    // ---- waiting

    /** Has a change wait for approval. Nothing is called for it that would run only once an admin has saved it. */
    Plan suggest(String name, String text, String seen, Map<String, FileText> files, Change change) {
        SourceFiles sources = changes.sources(name, text, files);
        Plan plan = changes.plan(name, sources);
        synchronized (road) {
            changes.standing().requireSeen(name, seen);
            changes.standing().requireSeen(name, files);
            String standing =
                    folder.read(name).map(PackageFolder.Content::text).orElseThrow(() -> PackageChanges.missing(name));
            var diff = new StringBuilder(TextDiff.of(name + ".yaml", standing, text));
            var edited = new TreeMap<String, FileText>();
            sources.edited().forEach((file, document) -> {
                String before = sources.standing(file);
                diff.append(TextDiff.of(file, before, document.text()));
                edited.put(file, new FileText(document.text(), Texts.etag(before)));
            });
            return reviews.keep(
                    new Reviews.Suggestion(name, Texts.etag(standing), text, edited, plan, diff.toString()), change);
        }
    }

    /** Has the edit of an item wait. It is made in the text in force, so it would undo what waits already. */
    Plan suggest(String name, SourceFiles edited, Change change) {
        reviews.own(name, change).stream().findFirst().ifPresent(waiting -> {
            throw new PackageException(
                    Kind.CONFLICT,
                    "Your change " + waiting.id() + " of " + name
                            + " waits already, and this one would take its place; withdraw that one, or save both"
                            + " together from the editor.");
        });
        var files = new TreeMap<String, FileText>();
        edited.edited().forEach((file, document) -> files.put(file, new FileText(document.text(), "")));
        return suggest(name, edited.document(edited.own()).text(), "", files, change);
    }

    // ---- approving

    /** Why somebody may not approve a change as things are now; empty if he may. */
    String objection(PendingChange change, Change by) {
        String refusal = reviews.refusal(change, by);
        return refusal.isEmpty() && isOutdated(change) ? outdated(change) : refusal;
    }

    /** Makes a change that waits. */
    Plan approve(PendingChange waiting, Change by) {
        String name = waiting.name();
        String refusal = reviews.refusal(waiting, by);
        if (!refusal.isEmpty()) {
            throw new PackageException(Kind.FORBIDDEN, refusal);
        }
        requireCurrent(waiting);
        Change change = Reviews.approved(waiting, by);
        SourceFiles sources = changes.sources(name, waiting.text(), waiting.files());
        changes.authorize(name, sources, change);
        Compiled compiled = changes.compilations().good(name, sources);
        synchronized (road) {
            requireCurrent(reviews.get(waiting.id())); // the text is that of which the rule was asked
            Plan plan = changes.write(name, waiting.base(), waiting.files(), change, compiled, sources);
            reviews.done(waiting, by);
            return plan;
        }
    }

    private void requireCurrent(PendingChange change) {
        if (isOutdated(change)) {
            throw new PackageException(Kind.CONFLICT, outdated(change));
        }
    }

    private boolean isOutdated(PendingChange change) {
        try {
            changes.standing().requireSeen(change.name(), change.base());
            changes.standing().requireSeen(change.name(), change.files());
            return false;
        } catch (PackageException e) {
            return true;
        }
    }

    private static String outdated(PendingChange change) {
        return change.name() + " was changed since " + change.author() + " made the change " + change.id() + "; "
                + change.author() + " saves it again from the editor, which shows both.";
    }
}
