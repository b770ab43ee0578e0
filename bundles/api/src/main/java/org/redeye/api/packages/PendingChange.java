package org.redeye.api.packages;

import java.time.Instant;
import java.util.Map;
import org.redeye.api.security.Role;

/**
 * A change of a package that waits until a second person approves it. Immutable; the author's next change of the package's
 * text is another one, with another id, and takes its place.
 *
 * @param id eight hexadecimal digits, never given twice
 * @param name the package
 * @param at when it was made
 * @param author who made it
 * @param role what the author was allowed to do then
 * @param message what is done, one line; may be empty
 * @param why what it is done for; may be empty
 * @param base the etag of the package's text that it changes
 * @param text what the package shall say
 * @param files what imported files shall say, by path below the folder of packages, each with the version it changes
 * @param plan what it would have done when it was made
 * @param diff what it changes, as unified diffs with three lines of context
 */
public record PendingChange(
        String id,
        String name,
        Instant at,
        String author,
        Role role,
        String message,
        String why,
        String base,
        String text,
        Map<String, FileText> files,
        Plan plan,
        String diff) {

    /** Copies the map. */
    public PendingChange {
        files = Map.copyOf(files);
    }

    @Override
    public String toString() {
        return "PendingChange[" + id + " of " + name + " by " + author + "]"; // the texts may hold secrets
    }
}
