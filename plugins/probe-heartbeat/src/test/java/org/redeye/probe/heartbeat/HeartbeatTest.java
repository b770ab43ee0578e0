package org.redeye.probe.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.store.MemoryStateStore;

/** Calls and what the check makes of them, on a clock that stands still. */
class HeartbeatTest {

    private static final String TOKEN = "nightly-0123456789";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T00:00:00Z"));
    /** From when on calls can arrive. */
    private long since;

    private final StateStore store = new MemoryStateStore();
    private final Calls calls = new Calls(new Beats(store), clock);

    @Test
    void waitsForTheFirstCall() throws Exception {
        Outcome outcome = look("period: 1h, grace: 5m");

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message())
                .isEqualTo("It has not called yet; its first call is due by 2026-03-01T01:05:00Z.");

        clock.advance(Duration.ofMinutes(66));
        outcome = look("period: 1h, grace: 5m");
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.message())
                .isEqualTo(
                        "It has never called since this check is known, 2026-03-01T00:00:00Z; it is 1 min 0 s late.");
    }

    @Test
    void isOkWithCallsInTimeAndLateWithout() throws Exception {
        look("");
        call("");
        clock.advance(Duration.ofMinutes(64));

        assertThat(look("period: 1h, grace: 5m").message())
                .isEqualTo("It called at 2026-03-01T00:00:00Z; due by 2026-03-01T01:05:00Z");
        clock.advance(Duration.ofMinutes(3));
        Outcome late = look("period: 1h, grace: 5m");
        assertThat(late.status()).isEqualTo(Status.CRITICAL);
        assertThat(late.reason()).isEqualTo(Reason.MISSING);
        assertThat(late.message()).isEqualTo("It has not called since 2026-03-01T00:00:00Z; it is 2 min 0 s late.");
        assertThat(value(late, "late_seconds")).isEqualTo(120);
        assertThat(value(late, "age_seconds")).isEqualTo(67 * 60);
    }

    @Test
    void whoCalledInVainWhileThisNodeWasDownHasTheTimeOfGraceAgain() throws Exception {
        look("");
        call("");
        clock.advance(Duration.ofHours(3));
        since = clock.millis();

        assertThat(look("period: 1h, grace: 5m").message())
                .isEqualTo("It called at 2026-03-01T00:00:00Z; due by 2026-03-01T03:05:00Z");
        clock.advance(Duration.ofMinutes(6));
        assertThat(look("period: 1h, grace: 5m").message())
                .isEqualTo("It has not called since 2026-03-01T00:00:00Z; it is 1 min 0 s late.");
    }

    @Test
    void namesACallThatIsEarly() throws Exception {
        look("");
        call("");
        clock.advance(Duration.ofMinutes(10));
        call("");

        Outcome outcome = look("period: 1h, not before: 50m");

        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.reason()).isEqualTo(Reason.THRESHOLD);
        assertThat(outcome.message())
                .isEqualTo(
                        "It called at 2026-03-01T00:10:00Z, 10 min 0 s after the call before; expected not before 50 min 0 s.");
        assertThat(look("period: 1h, not before: 10m").status()).isEqualTo(Status.OK);
    }

    @Test
    void namesARunThatTakesTooLongWhileItRunsAndAfterwards() throws Exception {
        look("");
        call("/start");
        clock.advance(Duration.ofMinutes(31));

        Outcome running = look("max run: 30m");
        call("/finish");
        clock.advance(Duration.ofMinutes(5));
        Outcome ended = look("max run: 30m");

        assertThat(running.status()).isEqualTo(Status.CRITICAL);
        assertThat(running.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(running.message())
                .isEqualTo("It has run for 31 min 0 s, since 2026-03-01T00:00:00Z; expected at most 30 min 0 s.");
        assertThat(ended.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(ended.message()).startsWith("Its last run took 31 min 0 s, since 2026-03-01T00:00:00Z;");
        assertThat(value(ended, "run_seconds")).isEqualTo(31 * 60);
        call("/start");
        call("");
        assertThat(look("max run: 30m").status()).isEqualTo(Status.OK);
    }

    @Test
    void countsFailuresInARow() throws Exception {
        look("");
        call("");
        assertThat(calls.take("/" + TOKEN + "/fail", "", "disk\u0007 full\n").status())
                .isEqualTo(200);
        Outcome once = look("failures: 2");
        call("/3");
        Outcome twice = look("failures: 2");
        call("/0");

        assertThat(once.status()).isEqualTo(Status.WARNING);
        assertThat(once.reason()).isEqualTo(Reason.STATUS);
        assertThat(once.evidence()).isEqualTo("disk  full");
        assertThat(twice.status()).isEqualTo(Status.CRITICAL);
        assertThat(twice.reason()).isEqualTo(Reason.STATUS);
        assertThat(twice.message()).isEqualTo("It failed 2 times, at last at 2026-03-01T00:00:00Z.");
        assertThat(twice.evidence()).isEqualTo("exit status 3");
        assertThat(value(twice, "failures")).isEqualTo(2);
        assertThat(look("failures: 2").status()).isEqualTo(Status.OK);
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        look("");
        call("/start");
        clock.advance(Duration.ofHours(1));

        var afterwards = new Calls(new Beats(store), clock);
        assertThat(afterwards.take("/" + TOKEN, "", "").status()).isEqualTo(200);
        assertThat(value(look(""), "run_seconds")).isEqualTo(3_600);
    }

    @Test
    void storesNoToken() throws Exception {
        look("");
        call("");

        List<Versioned> stored = store.scan("heartbeats", "", "", 10);
        assertThat(stored).hasSize(1);
        assertThat(stored.toString()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/unknown-0123456789",
                "/nightly-012345678",
                "/nightly-0123456789/stop",
                "/nightly-0123456789/256",
                "/nightly-0123456789/start/start",
                "/../../etc/passwd",
                "/%00%00%00%00%00%00%00%00%00"
            })
    void knowsNoOtherAddress(String path) throws Exception {
        look("");

        assertThat(calls.take(path, "", "").status()).isEqualTo(404);
        assertThat(value(look(""), "calls")).isZero();
    }

    @Test
    void takesTheTokenFromTheHeader() throws Exception {
        look("");

        assertThat(calls.take("/fail", "Bearer " + TOKEN, "").status()).isEqualTo(200);
        assertThat(calls.take("", "bearer " + TOKEN, "").status()).isEqualTo(200);
        assertThat(calls.take("", "Bearer wrong-0123456789", "").status()).isEqualTo(404);
        assertThat(value(look(""), "calls")).isEqualTo(2);
    }

    @Test
    void boundsHowOftenACallerCalls() throws Exception {
        look("");
        for (int i = 0; i < 20; i++) {
            assertThat(calls.take("/" + TOKEN, "", "").status()).isEqualTo(200);
        }

        assertThat(calls.take("/" + TOKEN, "", "").status()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(calls.take("/" + TOKEN, "", "").status()).isEqualTo(200);
        assertThat(calls.take("/" + TOKEN, "", "").status()).isEqualTo(429);
    }

    @Test
    void losesNoneOfManyCallsAtOnce() throws Exception {
        look("");
        IntStream.range(0, 16).parallel().forEach(i -> call(""));

        assertThat(value(look(""), "calls")).isEqualTo(16);
    }

    @Test
    void boundsANote() throws Exception {
        look("");
        assertThat(calls.take("/" + TOKEN + "/fail", "", "x".repeat(100_000)).status())
                .isEqualTo(200);

        assertThat(look("").evidence()).hasSize(1_000);
    }

    @Test
    void boundsHowManyTokensThereAreAndForgetsOldOnes() throws Exception {
        var beats = new Beats(store);
        for (int i = 0; i < Beats.MOST; i++) {
            store.put("heartbeats", "old" + i, Beat.fresh(clock.millis()).write());
        }
        Outcome full = look("");
        clock.advance(Duration.ofDays(401));
        beats.know("another-0123456789", clock.millis());

        assertThat(full.status()).isEqualTo(Status.UNKNOWN);
        assertThat(full.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(store.scan("heartbeats", "", "", 10)).hasSize(1);
    }

    private void call(String event) {
        assertThat(calls.take("/" + TOKEN + event, "", "").status()).isEqualTo(200);
    }

    private Outcome look(String settings) throws Exception {
        var config = FakeBinder.ofClassPath()
                .bind(HeartbeatProbe.Config.class, RawYaml.map("{token: " + TOKEN + ", " + settings + "}"));
        return new HeartbeatProbe(new Beats(store), since)
                .probe(config, FakeProbeContext.local().on(clock).directly())
                .toCompletableFuture()
                .get();
    }

    private static double value(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + outcome));
    }
}
