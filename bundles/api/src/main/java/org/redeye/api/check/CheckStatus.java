package org.redeye.api.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check and how it stands. An immutable snapshot.
 *
 * @param declaration what was asked for
 * @param state the state it is in
 * @param reason why it is not OK, one word of {@link org.redeye.api.probe.Reason}; for PENDING what it needs, in words
 *     ({@code "needs probe:tcp"}, {@code "first run is due"}); empty if OK
 * @param message one sentence for people about the last run; empty if there was none
 * @param since since when it is in this state (and not only this reason)
 * @param last the last run; empty if there was none since it was declared
 * @param node the node that runs it
 * @param next when the next slot is due; empty while it cannot run
 * @param counts what became of its slots
 */
public record CheckStatus(
        CheckDeclaration declaration,
        CheckState state,
        String reason,
        String message,
        Instant since,
        Optional<CheckRun> last,
        String node,
        Optional<Instant> next,
        SlotCounts counts) {

    /** Copies nothing: all parts are immutable. */
    public CheckStatus {}

    /** The id of the check. */
    public String id() {
        return declaration.id();
    }

    /** The values of the last run; empty if there was none. */
    public List<Reading> readings() {
        return last.map(CheckRun::readings).orElse(List.of());
    }

    /** The time between two slots. */
    public Duration every() {
        return declaration.every();
    }
}
