package org.redeye.api.packages;

import java.time.Instant;

/**
 * One step in the history of a package.
 *
 * @param id the commit, 40 hexadecimal digits
 * @param at when it was made
 * @param author who made it: a user, {@code by hand (NAME)} for an edit of the file by somebody who did not commit it, or
 *     whoever an owner's own commit names
 * @param message what was done, one line
 * @param why what for; may be empty or have many lines
 * @param removed whether the package is not there after it
 */
public record Revision(String id, Instant at, String author, String message, String why, boolean removed) {

    /** The first seven digits of the id, for people. */
    public String brief() {
        return id.substring(0, Math.min(7, id.length()));
    }
}
