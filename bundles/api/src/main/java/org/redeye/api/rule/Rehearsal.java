package org.redeye.api.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.redeye.api.alert.AlertEntry;

/**
 * What a rule would have done over stored history. Immutable.
 *
 * @param rule the rule
 * @param from where it began
 * @param to where it ended
 * @param subjects how many checks or series it would have watched
 * @param samples how many samples or states it was tried on
 * @param step the coarsest distance of these samples, milliseconds: what is shorter may have been missed; 0 for states
 * @param firings when it would have fired, oldest first; at most 1,000
 * @param count how often it would have fired, those not listed included
 * @param notes what the history could not tell: stretches without samples, subjects that are no more, scripts that were not run
 */
public record Rehearsal(
        RuleDeclaration rule,
        Instant from,
        Instant to,
        int subjects,
        long samples,
        long step,
        List<Firing> firings,
        int count,
        List<String> notes) {

    /** Copies the lists. */
    public Rehearsal {
        firings = List.copyOf(firings);
        notes = List.copyOf(notes);
    }

    /**
     * One time it would have fired.
     *
     * @param subject the check or series
     * @param at when
     * @param until when it would have recovered; empty if it would still fire
     * @param value the value at that time; NaN if there is none
     * @param calls whom it would have called and when, if nobody had answered; only for the first 100
     */
    public record Firing(String subject, Instant at, Optional<Instant> until, double value, List<AlertEntry> calls) {
        /** Copies the list. */
        public Firing {
            calls = List.copyOf(calls);
        }
    }
}
