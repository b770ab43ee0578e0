package org.redeye.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.checks.Check.Standing;
import org.redeye.checks.StateKeeper.Stored;

/**
 * The state of a check as it is stored: six lines, of which the last may have line breaks: {@code 1} (the form), the
 * state, the reason, since and at in milliseconds since the epoch, the message.
 */
final class StateText {

    private static final String FORM = "1";
    private static final int LINES = 6;

    private StateText() {}

    static String write(Stored stored) {
        Standing standing = stored.standing();
        return String.join(
                "\n",
                FORM,
                standing.state().name(),
                standing.reason().replace('\n', ' '),
                Long.toString(standing.since().toEpochMilli()),
                Long.toString(stored.at().toEpochMilli()),
                standing.message());
    }

    /** Empty if it is of another form, from a later version or damaged: then the check begins without a past. */
    static Optional<Stored> read(String text) {
        String[] lines = text.split("\n", LINES);
        if (lines.length < LINES || !lines[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            var standing = new Standing(
                    CheckState.valueOf(lines[1]), lines[2], lines[5], Instant.ofEpochMilli(Long.parseLong(lines[3])));
            return Optional.of(new Stored(standing, Instant.ofEpochMilli(Long.parseLong(lines[4]))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The run that brought a check to its stored state, without its readings. */
    static Optional<CheckRun> run(String check, Stored stored) {
        Standing standing = stored.standing();
        if (standing.state() == CheckState.PENDING) {
            return Optional.empty();
        }
        return Optional.of(new CheckRun(
                check,
                stored.at(),
                Duration.ZERO,
                Duration.ZERO,
                Status.valueOf(standing.state().name()),
                reason(standing.reason()),
                standing.message(),
                List.of(),
                "",
                List.of(),
                ""));
    }

    private static Reason reason(String word) {
        try {
            return word.isEmpty() ? Reason.NONE : Reason.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) { // a word of a later version
            return Reason.BROKEN;
        }
    }
}
