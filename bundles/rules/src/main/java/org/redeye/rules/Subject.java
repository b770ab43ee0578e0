package org.redeye.rules;

import java.util.HashMap;
import java.util.Map;
import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.series.Points;

/**
 * One rule over one check or series: takes what comes, in the order of its time, and says how the rule stands. Knows no clock: it is
 * told the time. Not thread-safe; guarded by the evaluator.
 */
final class Subject {

    /** How much later than its time a sample may come: so long is waited before something is said without it. */
    static final long GRACE = 1_000;

    /** A sample says something about the time after it for so many steps, and so long besides. */
    private static final int FRESH_STEPS = 3;

    private static final long FRESH_MILLIS = 10_000;

    final Rule rule;
    final Target target;
    final Facts facts;
    final Ladder ladder;
    /** The key under which conditions are reported and states kept. */
    final String key;

    private Window window;
    private final long over;
    /** Whether the time before the first sample is still to be read. */
    private boolean lacksPast;
    /** The value that was tested last; NaN if none was. */
    double value = Double.NaN;
    /** What a script has said. */
    String words = "";
    /** The time of the last sample. */
    long lastAt = Ladder.NONE;

    private long begun = Ladder.NONE;
    private double before = Double.NaN;
    private long changedAt = Ladder.NONE;
    private boolean bad;
    /** Since when samples are missed; those of a time when nobody listened are not. */
    private long expectedFrom;
    /** For which time it stands in the agenda; {@link Long#MAX_VALUE} if in none. */
    long planned = Long.MAX_VALUE;
    /** What was told of it before the restart; until it is tested anew there is nothing better to say. */
    String toldBefore = "";
    /** Whether it is watched no longer. */
    boolean gone;
    /** Whether the alerts engine was told that it fires, or shall be. */
    boolean told;

    Subject(Rule rule, Target target, Facts facts, long now) {
        this.rule = rule;
        this.target = target;
        this.facts = facts;
        this.over = rule.declaration.over().toMillis();
        this.window = window();
        this.lacksPast = over > target.step() && target.step() > 0 && gathers();
        this.ladder = new Ladder(
                rule.declaration.hold().toMillis(), rule.declaration.clear().toMillis());
        this.key = Keys.of(rule.declaration.id(), target.id());
        this.expectedFrom = now;
    }

    private Window window() {
        return new Window(over, rule.formula.isPresent() ? Aggregate.DELTA : rule.declaration.aggregate());
    }

    /** Whether it tests what the samples of a window are together. */
    private boolean gathers() {
        Criterion criterion = criterion();
        return !(criterion instanceof Criterion.Missing
                || criterion instanceof Criterion.Changed
                || criterion instanceof Criterion.Script
                || criterion instanceof Criterion.AtLeast);
    }

    /** Whether its first sample has come and what was before it is wanted; said once. */
    boolean wantsPast() {
        boolean wants = lacksPast && begun != Ladder.NONE;
        lacksPast &= !wants;
        return wants;
    }

    /** From when on its window wants samples. */
    long pastFrom() {
        return begun - over;
    }

    /** The slot of its first sample: what is stored before it was there before. */
    long pastTo() {
        return begun - Math.floorMod(begun, target.step());
    }

    /** Puts what was stored before its first sample before what has come since. Means of several samples are of no use. */
    void remember(Points past) {
        if (past.step() != target.step()) {
            return;
        }
        var longer = window();
        long first = begun;
        for (int i = 0; i < past.size(); i++) {
            long at = past.at(i);
            if (!Double.isNaN(past.values()[i]) && at > begun - over && at < begun) {
                longer.add(at, past.values()[i]);
                first = Math.min(first, at);
            }
        }
        window.into(longer);
        window = longer;
        begun = first;
    }

    private Criterion criterion() {
        return rule.declaration.criterion();
    }

    /** Goes on where another process has ended. */
    void restore(Level level, long since, long badSince, double was) {
        ladder.restore(level, since, badSince);
        bad = level != Level.OK;
        value = was;
    }

    /** Takes a sample. @return whether the level is another */
    boolean sample(long at, double sample) {
        if (Double.isNaN(sample) || (lastAt != Ladder.NONE && at <= lastAt)) {
            return false;
        }
        if (lastAt != Ladder.NONE && at - lastAt > fresh() && !(criterion() instanceof Criterion.Missing)) {
            ladder.interrupt();
        }
        if (begun == Ladder.NONE) {
            begun = at;
        }
        lastAt = at;
        expectedFrom = at;
        Level was = ladder.level();
        overtake(at);
        return test(at, sample) | (ladder.level() != was);
    }

    /** What had to happen by time before a sample of this time does so first. */
    private void overtake(long at) {
        if (criterion() instanceof Criterion.Changed && bad && at >= changedEnd()) {
            settle(Verdict.GOOD, changedEnd());
        }
    }

    private long fresh() {
        return FRESH_STEPS * target.step() + FRESH_MILLIS;
    }

    private boolean test(long at, double sample) {
        rule.evaluations++;
        if (over > 0) {
            window.add(at, sample);
        }
        Criterion criterion = criterion();
        if (criterion instanceof Criterion.Missing) {
            return settle(Verdict.GOOD, at);
        }
        if (criterion instanceof Criterion.Changed) {
            return changed(at, sample);
        }
        if (criterion instanceof Criterion.Script || criterion instanceof Criterion.AtLeast) {
            value = sample;
            return false;
        }
        if (!filled(at)) {
            return false;
        }
        return criterion instanceof Criterion.When ? settle(asked(sample), at) : limit(at, tested(sample));
    }

    /** Whether the samples reach over the whole window; before that nothing is said. */
    private boolean filled(long at) {
        return over == 0 || at - begun >= over - target.step();
    }

    private double tested(double sample) {
        return over > 0 ? window.value(rule.declaration.aggregate()) : sample;
    }

    private boolean limit(long at, double tested) {
        value = tested;
        return settle(Limits.test(criterion(), tested, bad), at);
    }

    private boolean changed(long at, double sample) {
        boolean other = !Double.isNaN(before) && Double.compare(before, sample) != 0;
        before = sample;
        value = sample;
        if (other) {
            changedAt = at;
        }
        return settle(other || (bad && at < changedEnd()) ? Verdict.BAD : Verdict.GOOD, at);
    }

    private long changedEnd() {
        return changedAt == Ladder.NONE ? Ladder.NONE : changedAt + over;
    }

    private Verdict asked(double sample) {
        value = sample;
        Map<String, Object> values = new HashMap<>();
        values.put("value", sample);
        boolean gathered = over > 0;
        values.put("avg", gathered ? window.value(Aggregate.AVERAGE) : sample);
        values.put("min", gathered ? window.value(Aggregate.MIN) : sample);
        values.put("max", gathered ? window.value(Aggregate.MAX) : sample);
        values.put("sum", gathered ? window.value(Aggregate.SUM) : sample);
        values.put("count", gathered ? window.value(Aggregate.COUNT) : 1.0);
        values.put("delta", gathered ? window.value(Aggregate.DELTA) : 0.0);
        return answer(values);
    }

    private Verdict answer(Map<String, Object> values) {
        values.put("state", facts.state.word());
        values.put("reason", facts.reason);
        values.put("host", facts.host);
        values.put("subject", target.id());
        values.put("item", target.item());
        return rule.ask(values, facts, target.item());
    }

    /** Takes the state of its check, if states are watched. @return whether the level is another */
    boolean state(long at) {
        rule.evaluations++;
        lastAt = at;
        if (criterion() instanceof Criterion.AtLeast least) {
            return settle(Limits.test(least, facts), at);
        }
        if (criterion() instanceof Criterion.When) {
            return settle(facts.state == CheckState.PENDING ? Verdict.UNKNOWN : answer(new HashMap<>()), at);
        }
        return false;
    }

    /** Takes what a script says. @return whether the level is another */
    boolean said(boolean firing, double number, String text, long at) {
        rule.evaluations++;
        value = number;
        words = text;
        lastAt = at;
        return settle(firing ? Verdict.BAD : Verdict.GOOD, at);
    }

    private boolean settle(Verdict verdict, long at) {
        if (verdict != Verdict.UNKNOWN) {
            bad = verdict == Verdict.BAD;
        }
        return ladder.take(verdict, at);
    }

    /** When it has to be looked at though nothing comes; {@link Long#MAX_VALUE} for never. */
    long due() {
        long due = Math.min(ladder.due(), ownDue());
        return due == Long.MAX_VALUE ? due : due + GRACE;
    }

    private long ownDue() {
        if (criterion() instanceof Criterion.Missing && !bad) {
            return facts.excused() ? Long.MAX_VALUE : Math.max(expectedFrom, facts.excusedUntil) + over;
        }
        if (criterion() instanceof Criterion.Changed && bad && changedAt != Ladder.NONE) {
            return over == 0 ? Long.MAX_VALUE : changedEnd();
        }
        boolean counts = rule.declaration.aggregate() == Aggregate.COUNT && over > 0 && rule.formula.isEmpty();
        return counts ? window.oldestLeaves() : Long.MAX_VALUE;
    }

    /** Does what is due by this time. @return whether the level is another */
    boolean look(long now) {
        Level was = ladder.level();
        for (long own = ownDue(); own != Long.MAX_VALUE && own + GRACE <= now; own = ownDue()) {
            rule.evaluations++;
            if (criterion() instanceof Criterion.Missing) {
                settle(Verdict.BAD, own);
            } else if (criterion() instanceof Criterion.Changed) {
                settle(Verdict.GOOD, own);
            } else {
                window.evict(own);
                limit(own, window.value(Aggregate.COUNT));
            }
        }
        long due = ladder.due();
        if (due != Long.MAX_VALUE && due + GRACE <= now) {
            if (stands(due)) {
                ladder.move();
            } else {
                ladder.interrupt();
            }
        }
        return ladder.level() != was;
    }

    /** Whether what was said last still holds at this time. */
    private boolean stands(long at) {
        boolean bySamples = !rule.declaration.selector().states() && !(criterion() instanceof Criterion.Missing);
        boolean counts = rule.declaration.aggregate() == Aggregate.COUNT && over > 0;
        return !bySamples || counts || criterion() instanceof Criterion.Script || at - lastAt <= fresh();
    }

    /** The subject by its name; its host as far as it is known. */
    String host() {
        return facts.host;
    }
}
