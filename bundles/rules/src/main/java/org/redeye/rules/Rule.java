package org.redeye.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.text.Glob;
import org.redeye.rule.Formula;

/** A rule and what it watches. Not thread-safe; guarded by the evaluator. */
final class Rule {

    /** Subjects that are listed as firing. */
    private static final int MOST_LISTED = 1000;

    final RuleDeclaration declaration;
    final Optional<Formula> formula;
    final List<Glob> checks;
    final Map<String, Subject> subjects = new LinkedHashMap<>();
    long evaluations;
    int firing;
    int pending;
    /** Why it cannot be tested; empty if it can. */
    String broken = "";
    /** Since when it is in its state, milliseconds since the epoch. */
    long since;

    private final Glob metric;
    private final Glob item;
    private final List<Glob> hosts;
    private final Map<String, Object> labels = new LinkedHashMap<>();

    Rule(RuleDeclaration declaration, long now) {
        this.declaration = declaration;
        this.checks = declaration.selector().checks().stream().map(Glob::new).toList();
        this.metric = new Glob(declaration.selector().metric());
        this.item = new Glob(
                declaration.selector().item().isEmpty()
                        ? "*"
                        : declaration.selector().item());
        this.hosts = declaration.selector().hosts().stream().map(Glob::new).toList();
        declaration.labels().forEach((label, text) -> labels.put("labels." + label, text));
        this.since = now;
        this.formula = read();
    }

    private Optional<Formula> read() {
        if (!(declaration.criterion() instanceof Criterion.When when)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Formula.of(when.expression()));
        } catch (IllegalArgumentException e) {
            broken = "Its expression " + e.getMessage();
            return Optional.empty();
        }
    }

    String id() {
        return declaration.id();
    }

    /** Whether it watches this, its check's id aside. */
    boolean fits(String metricName, String itemName, String host) {
        return metric.matches(metricName)
                && item.matches(itemName)
                && (hosts.isEmpty() || hosts.stream().anyMatch(glob -> glob.matches(host)));
    }

    /** Whether one of its patterns fits a check. */
    boolean fits(String check) {
        return checks.stream().anyMatch(glob -> glob.matches(check));
    }

    /** Asks its expression. What cannot be answered breaks the rule, and nobody else. */
    Verdict ask(Map<String, Object> values, Facts facts, String itemName) {
        if (formula.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        values.putAll(labels);
        for (String name : formula.get().metrics()) {
            facts.value(name, itemName).ifPresent(value -> values.put(name, value));
        }
        try {
            Optional<Boolean> answer = formula.get().test(values);
            broken = "";
            return answer.map(yes -> yes ? Verdict.BAD : Verdict.GOOD).orElse(Verdict.UNKNOWN);
        } catch (RuntimeException e) {
            broken = "Its expression " + e.getMessage();
            return Verdict.UNKNOWN;
        }
    }

    /** Counts how its subjects stand. */
    void moved(Level before, Level after, long now) {
        String was = state();
        firing += (after == Level.FIRING ? 1 : 0) - (before == Level.FIRING ? 1 : 0);
        pending += (after == Level.PENDING ? 1 : 0) - (before == Level.PENDING ? 1 : 0);
        if (!was.equals(state())) {
            since = now;
        }
    }

    String state() {
        if (!broken.isEmpty()) {
            return "broken";
        }
        return (firing > 0 ? Level.FIRING : pending > 0 ? Level.PENDING : Level.OK).word();
    }

    RuleStatus status() {
        List<String> on = subjects.values().stream()
                .filter(subject -> subject.ladder.level() == Level.FIRING)
                .limit(MOST_LISTED)
                .map(subject -> subject.target.id())
                .toList();
        return new RuleStatus(
                declaration,
                state(),
                reason(),
                subjects.size(),
                on,
                pending,
                java.time.Instant.ofEpochMilli(since),
                evaluations);
    }

    private String reason() {
        if (!broken.isEmpty() || !subjects.isEmpty()) {
            return broken;
        }
        String patterns = String.join(", ", declaration.selector().checks());
        return declaration.selector().states()
                ? "It watches nothing: there is no check " + patterns + "."
                : "It watches nothing: no check " + patterns + " has given a value of '"
                        + declaration.selector().metric() + "' since the start.";
    }
}
