package org.redeye.rules;

import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Criterion;

/** Tests values against limits and states against states. */
final class Limits {

    private Limits() {}

    /** @param bad whether it was out of order before: then it has to come further back */
    static Verdict test(Criterion criterion, double value, boolean bad) {
        if (Double.isNaN(value)) {
            return Verdict.UNKNOWN;
        }
        if (criterion instanceof Criterion.Above above) {
            return verdict(value > (bad ? above.back() : above.limit()));
        }
        if (criterion instanceof Criterion.Below below) {
            return verdict(value < (bad ? below.back() : below.limit()));
        }
        if (criterion instanceof Criterion.Outside range) {
            double margin = bad ? range.margin() : 0;
            return verdict(value < range.low() + margin || value > range.high() - margin);
        }
        return Verdict.UNKNOWN;
    }

    static Verdict test(Criterion.AtLeast least, Facts facts) {
        if (facts.state == CheckState.PENDING || facts.excused()) {
            return Verdict.UNKNOWN;
        }
        if (least.state() == CheckState.UNKNOWN) {
            return verdict(facts.state == CheckState.UNKNOWN);
        }
        return facts.state == CheckState.UNKNOWN ? Verdict.UNKNOWN : verdict(facts.state.compareTo(least.state()) >= 0);
    }

    private static Verdict verdict(boolean bad) {
        return bad ? Verdict.BAD : Verdict.GOOD;
    }
}
