package org.redeye.api.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that is wrong, and what became of it: one or several conditions of one cause that people are called about
 * together. An immutable snapshot.
 *
 * @param id its own id, {@code A-} and a number; never used twice
 * @param state where it stands
 * @param severity the worst of its members that are out of order and not held; of all while none is
 * @param title one line: the summary of the first of its worst members, and how many more there are
 * @param role the name of the role that is called; empty if no route fits, then nobody is
 * @param opened when it began
 * @param changed when anything last happened to it
 * @param resolved when it ended; empty while it goes on
 * @param acknowledgement who took it; empty unless it is acknowledged
 * @param assignee the name of the person whom it was given to; empty if none
 * @param members its conditions, the first one first; at most {@value #MOST_MEMBERS} are listed
 * @param count how many conditions it has, those not listed included
 * @param firing how many of them are out of order
 * @param notices how many notices were sent about it
 * @param next what is planned next, if anything
 * @param version greater after each change; what a caller has seen
 */
public record Alert(
        String id,
        AlertState state,
        Severity severity,
        String title,
        String role,
        Instant opened,
        Instant changed,
        Optional<Instant> resolved,
        Optional<Acknowledgement> acknowledgement,
        String assignee,
        List<Member> members,
        int count,
        int firing,
        int notices,
        Optional<Next> next,
        long version) {

    /** So many members are listed. */
    public static final int MOST_MEMBERS = 1000;

    /** Copies the list. */
    public Alert {
        members = List.copyOf(members);
    }

    /**
     * Somebody's word that they take care of it.
     *
     * @param by the name of the person or user
     * @param at when
     * @param reason in their words; may be empty
     * @param until when it ends by itself, and calling begins anew if it is not fixed; empty if it does not
     */
    public record Acknowledgement(String by, Instant at, String reason, Optional<Instant> until) {}

    /**
     * What is planned next.
     *
     * @param at when
     * @param what a sentence such as "calls Ann by mail"
     */
    public record Next(Instant at, String what) {}
}
