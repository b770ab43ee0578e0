package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.rule.Rehearsal;

/**
 * What a rule would have done.
 *
 * @param subjects how many it would have watched
 * @param samples on how many samples it was tried
 * @param step the distance of these samples, milliseconds
 * @param count how often it would have fired
 * @param firings when, oldest first; at most 1,000
 * @param notes what the history could not tell
 */
public record RehearsalJson(
        int subjects,
        long samples,
        @JsonProperty("step_ms") long step,
        int count,
        List<Firing> firings,
        List<String> notes) {

    /**
     * One time.
     *
     * @param subject the check or series
     * @param at milliseconds since the epoch
     * @param until milliseconds since the epoch; left out if it would still fire
     * @param value the value then; left out if there is none
     * @param calls whom it would have called
     */
    public record Firing(
            String subject,
            long at,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long until,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double value,

            List<Call> calls) {

        static Firing of(Rehearsal.Firing firing) {
            return new Firing(
                    firing.subject(),
                    firing.at().toEpochMilli(),
                    firing.until().map(Instant::toEpochMilli).orElse(null),
                    Double.isNaN(firing.value()) ? null : firing.value(),
                    firing.calls().stream().map(Call::of).toList());
        }
    }

    /**
     * A step of calling somebody.
     *
     * @param at milliseconds since the epoch
     * @param kind what kind of step
     * @param by who or what does it
     * @param text one sentence
     * @param data particulars
     */
    public record Call(long at, String kind, String by, String text, Map<String, String> data) {

        static Call of(AlertEntry entry) {
            return new Call(
                    entry.at().toEpochMilli(),
                    entry.kind().word(),
                    entry.by(),
                    entry.text(),
                    new TreeMap<>(entry.data()));
        }
    }

    /** A rehearsal as the engine tells of it. */
    public static RehearsalJson of(Rehearsal rehearsal) {
        return new RehearsalJson(
                rehearsal.subjects(),
                rehearsal.samples(),
                rehearsal.step(),
                rehearsal.count(),
                rehearsal.firings().stream().map(Firing::of).toList(),
                rehearsal.notes());
    }
}
