package org.redeye.api.packages;

import org.redeye.api.security.Role;

/**
 * Who changes a package, and what for: it stands in the history as author and message.
 *
 * @param author the name of the user who is signed in; 1 to {@value #MAX_AUTHOR} characters
 * @param message what is done, one line of at most {@value #MAX_MESSAGE} characters such as {@code "Add host printer to
 *     lan"}; empty to have it said by what the change does
 * @param why what it is done for, at most {@value #MAX_WHY} characters; may be empty
 * @param role what the author may do: changing what the scripts of a trusted package run takes {@link Role#ADMIN}. It is not
 *     written down
 */
public record Change(String author, String message, String why, Role role) {

    /** Characters of an author at most. */
    public static final int MAX_AUTHOR = 256;

    /** Characters of a message at most. */
    public static final int MAX_MESSAGE = 200;

    /** Characters of a reason at most. */
    public static final int MAX_WHY = 10_000;

    /**
     * Strips what surrounds the texts.
     *
     * @throws IllegalArgumentException if one is too long, the author is empty, or the message has more than one line
     */
    public Change {
        author = author.strip();
        message = message.strip();
        why = why.strip();
        if (author.isEmpty() || author.length() > MAX_AUTHOR) {
            throw new IllegalArgumentException("An author has 1 to " + MAX_AUTHOR + " characters.");
        }
        if (message.length() > MAX_MESSAGE || message.lines().count() > 1) {
            throw new IllegalArgumentException("A message is one line of at most " + MAX_MESSAGE + " characters.");
        }
        if (why.length() > MAX_WHY) {
            throw new IllegalArgumentException("A reason has at most " + MAX_WHY + " characters.");
        }
    }

    /** A change of somebody who may change packages, and no more. */
    public Change(String author, String message, String why) {
        this(author, message, why, Role.EDITOR);
    }

    /** A change of which no more is known than who makes it; he may change packages, and no more. */
    public static Change by(String author) {
        return new Change(author, "", "");
    }

    /** The same with this message. */
    public Change saying(String message) {
        return new Change(author, message, why, role);
    }

    /** The same for this reason. */
    public Change because(String why) {
        return new Change(author, message, why, role);
    }

    /** The same by an author with this role. */
    public Change as(Role role) {
        return new Change(author, message, why, role);
    }
}
