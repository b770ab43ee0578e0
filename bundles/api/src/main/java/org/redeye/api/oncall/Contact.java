package org.redeye.api.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.redeye.api.alert.Severity;

/**
 * One way to reach a person.
 *
 * @param name its key among the person's contacts
 * @param channel the name of the channel that carries it
 * @param to the address there: a mail address, a number; empty if the channel needs none
 * @param after how long after the person's turn began it is used, up to 24 h
 * @param severity it is used from this severity on
 * @param quiet when it is not used, in the person's time zone, unless {@link #loud}
 * @param loud from this severity on it is used in quiet times too
 */
public record Contact(
        String name, String channel, String to, Duration after, Severity severity, List<Quiet> quiet, Severity loud) {

    /** Copies the list. */
    public Contact {
        quiet = List.copyOf(quiet);
    }

    /**
     * A stretch of the week, by the clock on the wall; one that does not end after it begins goes over midnight.
     *
     * @param days on which it begins; empty for all
     * @param from its first minute
     * @param until the minute after its last
     */
    public record Quiet(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        /** Copies the set. */
        public Quiet {
            days = Set.copyOf(days);
        }
    }
}
