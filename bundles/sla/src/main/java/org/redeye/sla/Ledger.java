package org.redeye.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.sla.SlaDeclaration;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.StateHistory;
import org.redeye.api.text.Glob;
import org.redeye.sla.Sweep.Line;
import org.redeye.sla.Sweep.Span;

/**
 * What one service level needs to be reckoned. Its past is reckoned once; the last hours, in which late news may come, each
 * time. Not thread-safe.
 */
final class Ledger {

    /** So much is reckoned each time: news come at most so late. */
    static final Duration OPEN = Duration.ofHours(1);

    private static final int MOST_OUTAGES = 1_000;

    final SlaDeclaration sla;
    private final StateHistory history;
    private List<CheckDeclaration> checks = List.of();
    private Timeline settled = new Timeline();
    private long begin = Long.MAX_VALUE;
    private long upTo = Long.MAX_VALUE;

    Ledger(SlaDeclaration sla, StateHistory history) {
        this.sla = sla;
        this.history = history;
    }

    /** From now on it is about these checks. */
    void about(List<CheckDeclaration> now) {
        if (!now.equals(checks)) {
            checks = List.copyOf(now);
            forget();
        }
    }

    /** Its past has to be reckoned anew. */
    void forget() {
        upTo = Long.MAX_VALUE;
    }

    /** How far back it looks. */
    Instant earliest(Instant now) {
        Instant earliest = Spans.of(sla, now).from();
        for (Burn burn : sla.burns()) {
            Instant from = now.minus(burn.over());
            earliest = from.isBefore(earliest) ? from : earliest;
        }
        return earliest;
    }

    /**
     * How good it is.
     *
     * @param windows the windows of maintenance from {@link #earliest} to now
     */
    SlaStatus now(Instant now, List<Window> windows) {
        long time = now.toEpochMilli();
        settle(earliest(now).toEpochMilli(), time, windows);
        var open = new Timeline();
        sweep(Math.min(upTo, time), time, windows, open);
        Spans window = Spans.of(sla, now);
        return status(List.of(settled, open), window, now);
    }

    /** How good it was in a window, as far as it has passed. */
    SlaStatus at(Spans window, Instant now, List<Window> windows) {
        var timeline = new Timeline();
        Instant to = window.end().isBefore(now) ? window.end() : now;
        long from = window.from().toEpochMilli();
        long longest = sla.burns().stream()
                .mapToLong(burn -> burn.over().toMillis())
                .max()
                .orElse(0);
        sweep(Math.min(from, to.toEpochMilli() - longest), to.toEpochMilli(), windows, timeline);
        return status(List.of(timeline), window, to);
    }

    private void settle(long from, long now, List<Window> windows) {
        long until = now - OPEN.toMillis();
        boolean anew = upTo > now
                || from < begin
                || begin < from - 2 * Duration.ofDays(1).toMillis();
        if (anew) {
            settled = new Timeline();
            begin = from;
            upTo = Math.max(from, until);
            sweep(from, upTo, windows, settled);
        } else if (until - upTo > OPEN.toMillis()) {
            sweep(upTo, until, windows, settled);
            upTo = until;
        }
    }

    private void sweep(long from, long to, List<Window> windows, Timeline timeline) {
        if (from < to) {
            var lines = new ArrayList<Line>();
            for (CheckDeclaration check : checks) {
                lines.add(new Line(
                        check.id(),
                        history.states(check.id(), Instant.ofEpochMilli(from), Instant.ofEpochMilli(to)),
                        worked(check, windows)));
            }
            new Sweep(lines, sla.warningIsUp()).run(from, to, timeline);
        }
    }

    private List<Span> worked(CheckDeclaration check, List<Window> windows) {
        if (windows.isEmpty()) {
            return List.of();
        }
        var asCondition = new Condition(
                "sla",
                sla.id(),
                check.packageName(),
                check.id(),
                check.host(),
                Severity.CRITICAL,
                true,
                Instant.EPOCH,
                "",
                "",
                "",
                Map.of(),
                Map.of(),
                Map.of());
        return windows.stream()
                .filter(window -> window.match().fits(asCondition))
                .map(window ->
                        new Span(window.from().toEpochMilli(), window.until().toEpochMilli()))
                .toList();
    }

    private SlaStatus status(List<Timeline> timelines, Spans window, Instant to) {
        long from = window.from().toEpochMilli();
        long end = to.toEpochMilli();
        Sums sums = sums(timelines, from, end);
        long whole = Duration.between(window.from(), window.end()).toMillis() - sums.excluded();
        long budget = Math.round(whole * (1 - sla.target()));
        return new SlaStatus(
                sla,
                window.from(),
                to,
                Duration.ofMillis(sums.up()),
                Duration.ofMillis(sums.down()),
                Duration.ofMillis(sums.unknown()),
                Duration.ofMillis(sums.excluded()),
                sums.availability(),
                Duration.ofMillis(budget),
                Duration.ofMillis(budget - sums.down()),
                sla.burns().stream()
                        .map(burn -> rate(timelines, burn.over(), end))
                        .toList(),
                Timeline.outages(timelines, from, end, MOST_OUTAGES),
                reason());
    }

    /** The severity of the worst of the burns that goes on, with its place; by what was reckoned last. */
    boolean burns(Burn burn, double over, Instant now, List<Window> windows) {
        if (!(over >= burn.rate())) {
            return false;
        }
        long time = now.toEpochMilli();
        var recent = new Timeline();
        sweep(time - burn.and().toMillis(), time, windows, recent);
        return rate(List.of(recent), burn.and(), time) >= burn.rate();
    }

    /** How many times as fast as allowed the budget was used up; NaN if nothing is known. */
    private double rate(List<Timeline> timelines, Duration over, long to) {
        Sums sums = sums(timelines, to - over.toMillis(), to);
        double allowed = (over.toMillis() - sums.excluded()) * (1 - sla.target());
        return sums.up() + sums.down() == 0 ? Double.NaN : sums.down() / allowed;
    }

    private static Sums sums(List<Timeline> timelines, long from, long to) {
        return timelines.stream().map(timeline -> timeline.sums(from, to)).reduce(Sums.ZERO, Sums::plus);
    }

    /** Patterns that no check fits. */
    private String reason() {
        List<String> idle = sla.checks().stream()
                .filter(pattern -> checks.stream().noneMatch(check -> new Glob(pattern).matches(check.id())))
                .toList();
        return idle.isEmpty() ? "" : "No check fits " + String.join(", ", idle) + ".";
    }
}
