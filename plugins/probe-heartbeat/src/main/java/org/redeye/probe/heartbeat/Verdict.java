package org.redeye.probe.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** What follows from the calls so far. Each thing that can be wrong has a reason of its own. */
final class Verdict {

    private Verdict() {}

    /**
     * Judges: failing, too long, late, early, in this order.
     *
     * @param since from when on calls can arrive: who called in vain before that has the time of grace to try again
     */
    static Outcome of(HeartbeatProbe.Config config, Beat beat, long since, long now) {
        long grace = config.grace().toMillis();
        long expected = (beat.ended() == 0 ? beat.known() : beat.ended())
                + config.period().toMillis();
        long due = Math.max(expected, since) + grace;
        List<Metric> metrics = metrics(beat, due, now);
        if (beat.failures() >= config.failures()) {
            return failed(
                    Outcome.critical(
                            Reason.STATUS,
                            "It failed " + times(beat.failures()) + ", at last at " + time(beat.ended()) + ".",
                            metrics),
                    beat);
        }
        long ran = beat.running() ? Math.max(0, now - beat.started()) : beat.took();
        if (!config.maxRun().isZero() && ran > config.maxRun().toMillis()) {
            return Outcome.critical(
                    Reason.TIMEOUT,
                    (beat.running() ? "It has run for " : "Its last run took ") + span(ran) + ", since "
                            + time(beat.started()) + "; expected at most "
                            + span(config.maxRun().toMillis()) + ".",
                    metrics);
        }
        if (now > due) {
            return Outcome.critical(Reason.MISSING, late(beat, due, now), metrics);
        }
        if (beat.ended() == 0) {
            return new Outcome(
                    Status.UNKNOWN,
                    Reason.MISSING,
                    "It has not called yet; its first call is due by " + time(due) + ".",
                    metrics,
                    "");
        }
        long gap = beat.ended() - beat.before();
        if (beat.before() != 0 && gap < config.notBefore().toMillis()) {
            return Outcome.warning(
                    Reason.THRESHOLD,
                    "It called at " + time(beat.ended()) + ", " + span(gap)
                            + " after the call before; expected not before "
                            + span(config.notBefore().toMillis()) + ".",
                    metrics);
        }
        return beat.failures() > 0
                ? failed(
                        Outcome.warning(
                                Reason.STATUS,
                                "It failed " + times(beat.failures()) + " of " + config.failures() + ", at last at "
                                        + time(beat.ended()) + ".",
                                metrics),
                        beat)
                : Outcome.ok("It called at " + time(beat.ended()) + "; due by " + time(due), metrics);
    }

    private static Outcome failed(Outcome outcome, Beat beat) {
        return outcome.withEvidence(beat.note());
    }

    private static String late(Beat beat, long due, long now) {
        String since = beat.ended() == 0
                ? "It has never called since this check is known, " + time(beat.known())
                : "It has not called since " + time(beat.ended());
        return since + (beat.running() ? ", although it began at " + time(beat.started()) : "") + "; it is "
                + span(now - due) + " late.";
    }

    private static List<Metric> metrics(Beat beat, long due, long now) {
        var metrics = new ArrayList<Metric>();
        metrics.add(Metric.of("late_seconds", "s", Math.max(0, now - due) / 1e3));
        metrics.add(Metric.of("failures", "", beat.failures()));
        metrics.add(Metric.of("calls", "", beat.calls()));
        if (beat.ended() != 0) {
            metrics.add(Metric.of("age_seconds", "s", Math.max(0, now - beat.ended()) / 1e3));
        }
        if (beat.took() >= 0) {
            metrics.add(Metric.of("run_seconds", "s", beat.took() / 1e3));
        }
        return metrics;
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Two units at most: 1 d 3 h, 5 min 10 s. */
    private static String span(long millis) {
        Duration span = Duration.ofMillis(millis);
        if (span.toDays() > 0) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        if (span.toMinutes() > 0) {
            return span.toMinutes() + " min " + span.toSecondsPart() + " s";
        }
        return millis < 10_000 ? millis / 1e3 + " s" : span.toSeconds() + " s";
    }
}
