package org.redeye.packages.history;

import java.time.Instant;
import java.util.Optional;
import org.redeye.api.packages.Change;

/**
 * A change that is to be written down.
 *
 * @param at when it came into force
 * @param name the package
 * @param before its text until then; empty if it was not there
 * @param after its text since; empty if it was removed
 * @param change who made it and why, with a message
 * @param mayWait whether its author may be about to commit it himself
 * @param folder its folder since; empty if that is as it was
 */
public record Entry(
        Instant at,
        String name,
        Optional<String> before,
        Optional<String> after,
        Change change,
        boolean mayWait,
        Optional<Folder> folder) {

    /** A change of the text alone. */
    public Entry(
            Instant at, String name, Optional<String> before, Optional<String> after, Change change, boolean mayWait) {
        this(at, name, before, after, change, mayWait, Optional.empty());
    }

    private static final String MORE = "\n\n…";

    /** The same for this reason. */
    Entry because(String why) {
        return new Entry(at, name, before, after, change.because(why), mayWait, folder);
    }

    /** What the commit says of it. */
    String message() {
        String why = change.why();
        return change.message() + (why.isEmpty() ? "" : "\n\n" + why) + "\n";
    }

    /** This one and a later one of the same package as one change: the text between is gone, the words of both stay. */
    Entry with(Entry later) {
        Change own = later.change();
        String why = own.why()
                + (own.why().isEmpty() ? "" : "\n\n")
                + "Together with: " + change.message() + " (" + change.author() + ", " + at + ")"
                + (change.why().isEmpty() ? "" : "\n\n" + change.why());
        String fitting = why.length() <= Change.MAX_WHY ? why : why.substring(0, Change.MAX_WHY - MORE.length()) + MORE;
        return new Entry(
                later.at,
                name,
                before,
                later.after,
                own.because(fitting),
                later.mayWait,
                later.folder.or(() -> folder));
    }
}
