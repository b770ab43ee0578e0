package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleStatus;

/**
 * A rule and how it stands.
 *
 * @param id its id
 * @param packageName in JSON {@code package}: what declares it
 * @param title what people call it
 * @param state {@code ok, pending, firing} or {@code broken}
 * @param reason why it is broken, or watches nothing
 * @param watched how many subjects it watches
 * @param pending how many are out of order, but not long enough
 * @param firing the subjects for which it fires, at most 1,000
 * @param since since when it is in this state, milliseconds since the epoch
 * @param evaluations how often it was tested
 * @param severity how bad it is
 * @param role who is called; empty if the routes decide
 * @param checks patterns of the checks it watches
 * @param metric the metric; empty for states
 * @param item the pattern of the item
 * @param hosts patterns of hosts
 * @param criterion what is out of order, in words
 * @param overSeconds the window
 * @param aggregate how its samples become one value
 * @param forSeconds how long it has to be out of order
 * @param clearSeconds how long it has to be in order
 */
public record RuleJson(
        String id,
        @JsonProperty("package") String packageName,
        String title,
        String state,
        String reason,
        int watched,
        int pending,
        List<String> firing,
        long since,
        long evaluations,
        String severity,
        String role,
        List<String> checks,
        String metric,
        String item,
        List<String> hosts,
        String criterion,
        double overSeconds,
        String aggregate,
        double forSeconds,
        double clearSeconds) {

    /** A rule as the engine tells of it. */
    public static RuleJson of(RuleStatus status) {
        RuleDeclaration rule = status.declaration();
        return new RuleJson(
                rule.id(),
                rule.packageName(),
                rule.title(),
                status.state(),
                status.reason(),
                status.watched(),
                status.pending(),
                status.firing(),
                status.since().toEpochMilli(),
                status.evaluations(),
                rule.severity().word(),
                rule.role(),
                rule.selector().checks(),
                rule.selector().metric(),
                rule.selector().item(),
                rule.selector().hosts(),
                words(rule.criterion()),
                seconds(rule.over()),
                rule.aggregate().word(),
                seconds(rule.hold()),
                seconds(rule.clear()));
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 1e3;
    }

    /** What is out of order, in the words of YAML. */
    public static String words(Criterion criterion) {
        if (criterion instanceof Criterion.Above above) {
            return "above " + number(above.limit()) + back(above.limit(), above.back());
        }
        if (criterion instanceof Criterion.Below below) {
            return "below " + number(below.limit()) + back(below.limit(), below.back());
        }
        if (criterion instanceof Criterion.Outside outside) {
            String margin = outside.margin() == 0 ? "" : ", margin " + number(outside.margin());
            return "outside " + number(outside.low()) + " to " + number(outside.high()) + margin;
        }
        if (criterion instanceof Criterion.AtLeast least) {
            return "at least " + least.state().word();
        }
        if (criterion instanceof Criterion.When when) {
            return "when " + when.expression();
        }
        if (criterion instanceof Criterion.Script script) {
            return "script " + script.script();
        }
        return criterion instanceof Criterion.Missing ? "missing" : "changed";
    }

    private static String back(double limit, double back) {
        return limit == back ? "" : ", back at " + number(back);
    }

    private static String number(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
