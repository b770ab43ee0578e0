package org.redeye.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.rule.Aggregate;
import org.redeye.api.rule.Criterion;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleDeclaration.Selector;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.section.Changes;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;
import org.redeye.testkit.store.StoredSeries;

/** The rules engine without its threads: time passes, and work is done, when the test says so. */
final class World {

    static final Duration NONE = Duration.ZERO;

    final ManualClock clock;
    final MemoryStateStore store;
    final FakeEvents events;
    final StoredSeries series = new StoredSeries();
    final FakeAlerts alerts = new FakeAlerts();
    final Engine engine;

    World() {
        this(new ManualClock(), new MemoryStateStore());
        engine.attach(store);
        engine.attach(alerts);
    }

    private World(ManualClock clock, MemoryStateStore store) {
        this.clock = clock;
        this.store = store;
        this.events = new FakeEvents(clock);
        this.engine = new Engine(clock, series, events, "node1");
    }

    /** The same machine with a new process, after a while; no store and no alerts engine yet. */
    World restarted(Duration after) {
        clock.advance(after);
        return new World(clock, store);
    }

    /** A rule to change. */
    static RuleDeclaration rule(String name, Selector selector, Criterion criterion, Duration over, Duration hold) {
        return rule(name, selector, criterion, over, Aggregate.AVERAGE, hold, NONE);
    }

    static RuleDeclaration rule(
            String name,
            Selector selector,
            Criterion criterion,
            Duration over,
            Aggregate aggregate,
            Duration hold,
            Duration clear) {
        return new RuleDeclaration(
                "p/rules/" + name,
                "p",
                name,
                selector,
                criterion,
                over,
                aggregate,
                hold,
                clear,
                Severity.CRITICAL,
                "",
                "",
                "",
                Map.of(),
                Map.of(),
                Optional.empty());
    }

    /** The same rule with a title that people gave it. */
    static RuleDeclaration titled(String title, RuleDeclaration rule) {
        return new RuleDeclaration(
                rule.id(),
                rule.packageName(),
                title,
                rule.selector(),
                rule.criterion(),
                rule.over(),
                rule.aggregate(),
                rule.hold(),
                rule.clear(),
                rule.severity(),
                rule.role(),
                rule.summary(),
                rule.text(),
                rule.labels(),
                rule.links(),
                rule.run());
    }

    static Selector metric(String checks, String metric) {
        return new Selector(List.of(checks), metric, "", List.of());
    }

    static Selector states(String checks) {
        return new Selector(List.of(checks), "", "", List.of());
    }

    static SeriesKey key(String check, String metric, String item) {
        return new SeriesKey(check, metric, item, "s", "node1", Duration.ofSeconds(10));
    }

    void declare(RuleDeclaration... rules) {
        engine.apply(new Changes<>(Arrays.asList(rules), List.of(), List.of()));
    }

    void change(RuleDeclaration rule) {
        engine.apply(new Changes<>(List.of(), List.of(rule), List.of()));
    }

    void remove(RuleDeclaration rule) {
        engine.apply(new Changes<>(List.of(), List.of(), List.of(rule)));
    }

    /** A sample comes, true now. */
    World sample(String check, String metric, double value) {
        engine.appended(List.of(new Sample(key(check, metric, ""), clock.millis(), value)));
        return look();
    }

    World samples(String check, Map<String, Double> metrics) {
        var samples = new ArrayList<Sample>();
        metrics.forEach((metric, value) -> samples.add(new Sample(key(check, metric, ""), clock.millis(), value)));
        engine.appended(samples);
        return look();
    }

    World stands(String check, String host, CheckState state, String reason) {
        return stands(check, host, state, reason, clock.instant());
    }

    World stands(String check, String host, CheckState state, String reason, Instant since) {
        var declaration = new CheckDeclaration(
                check, "p", check, "x", host, host, Duration.ofSeconds(10), Duration.ofSeconds(5), Map.of());
        engine.stands(new CheckStatus(
                declaration,
                state,
                reason,
                "a message",
                since,
                Optional.empty(),
                "node1",
                Optional.empty(),
                new SlotCounts(0, 0, 0, 0, 0)));
        return look();
    }

    /** Time passes, in steps of a second. */
    World pass(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= 1000) {
            clock.advance(Duration.ofMillis(Math.min(1000, left)));
            look();
        }
        return this;
    }

    World look() {
        try {
            engine.step(Duration.ZERO);
            while (engine.past.step(clock.millis())) {
                // until all that can be read is
            }
            engine.report();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    RuleStatus status(String name) {
        return engine.evaluator.read(rules -> rules.get("p/rules/" + name).status());
    }

    /** What the alerts engine was told, as {@code subject firing at}. */
    List<String> told() {
        return alerts.reported.stream()
                .map(condition -> condition.subject()
                        + (condition.firing() ? " fires " : " clears ")
                        + Duration.between(Instant.parse("2026-01-01T00:00:00Z"), condition.at()))
                .toList();
    }

    Condition last() {
        return alerts.reported.get(alerts.reported.size() - 1);
    }
}
