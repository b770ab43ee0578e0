package org.redeye.section.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Severity;
import org.redeye.api.check.CheckState;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.testkit.SectionTypeContract;

class RulesSectionTest extends SectionTypeContract {

    RulesSectionTest() {
        super(new RulesSection());
    }

    private RuleDeclaration rule(String fields) throws IOException {
        return (RuleDeclaration)
                compile("rules: {web: {slow: {" + fields + "}}}").get(0);
    }

    @Test
    void takesAllFieldsOver() throws IOException {
        RuleDeclaration rule = rule("checks: a/*, metric: total_seconds, item: x, hosts: db*, above: 0.05, back: 0.04,"
                + " over: 5m, for: 2m, clear: 1m, severity: critical, role: dba, labels: {team: web}, run: r.sh");

        assertThat(rule.id()).isEqualTo("example/rules/web/slow");
        assertThat(rule.title()).isEqualTo("slow");
        assertThat(rule.selector())
                .isEqualTo(new RuleDeclaration.Selector(List.of("a/*"), "total_seconds", "x", List.of("db*")));
        assertThat(rule.criterion()).isEqualTo(new Criterion.Above(0.05, 0.04));
        assertThat(rule.over()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.aggregate()).isEqualTo(Aggregate.AVERAGE);
        assertThat(rule.hold()).isEqualTo(Duration.ofMinutes(2));
        assertThat(rule.clear()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rule.labels()).isEqualTo(Map.of("team", "web"));
        assertThat(rule.run()).isEqualTo(Optional.of(new RuleDeclaration.Response("r.sh", 10, false)));
    }

    @Test
    void testsEachSampleByItselfWithoutAWindow() throws IOException {
        RuleDeclaration rule = rule("checks: a/*, metric: m, below: 3");
        assertThat(rule.criterion()).isEqualTo(new Criterion.Below(3, 3));
        assertThat(rule.aggregate()).isEqualTo(Aggregate.LAST);
        assertThat(rule.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void readsTheOtherCriteria() throws IOException {
        assertThat(rule("checks: a, metric: m, outside: [1, 5], margin: 1").criterion())
                .isEqualTo(new Criterion.Outside(1, 5, 1));
        assertThat(rule("checks: a, at least: unknown").criterion())
                .isEqualTo(new Criterion.AtLeast(CheckState.UNKNOWN));
        assertThat(rule("checks: a, metric: m, missing: yes, over: 1m").criterion())
                .isEqualTo(new Criterion.Missing());
        assertThat(rule("checks: a, metric: m, changed: yes").criterion()).isEqualTo(new Criterion.Changed());
        assertThat(rule("checks: a, script: s.py").criterion()).isEqualTo(new Criterion.Script("s.py"));
        assertThat(rule("checks: a, when: \"state == 'ok'\"").criterion())
                .isEqualTo(new Criterion.When("state == 'ok'"));
    }

    @Test
    void givesNoneWhereItIsSwitchedOff() throws IOException {
        assertThat(compile("rules: {web: {slow: {checks: a, at least: critical, enabled: no}}}"))
                .isEmpty();
    }
}
