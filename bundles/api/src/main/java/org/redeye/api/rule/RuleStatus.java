package org.redeye.api.rule;

import java.time.Instant;
import java.util.List;

/**
 * A rule and how it stands. An immutable snapshot.
 *
 * @param declaration what was asked for
 * @param state {@code ok}, {@code pending} (out of order, but not long enough), {@code firing} or {@code broken}
 * @param reason why it is broken, or that it watches nothing; empty if all is well
 * @param watched how many subjects it watches
 * @param firing the subjects for which it fires, at most 1,000
 * @param pending how many are out of order, but not long enough
 * @param since since when it is in this state
 * @param evaluations how often it was evaluated since it was declared
 */
public record RuleStatus(
        RuleDeclaration declaration,
        String state,
        String reason,
        int watched,
        List<String> firing,
        int pending,
        Instant since,
        long evaluations) {

    /** Copies the list. */
    public RuleStatus {
        firing = List.copyOf(firing);
    }

    /** The id of the rule. */
    public String id() {
        return declaration.id();
    }
}
