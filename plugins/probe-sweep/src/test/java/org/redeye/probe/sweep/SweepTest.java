package org.redeye.probe.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;

/** Against the addresses of this machine; 127.0.0.0/8 answers, 240.0.0.0/4 (RFC 1112) is nobody's. */
@Timeout(60)
class SweepTest {

    private final SweepProbe probe = new SweepProbe();

    @Test
    void hearsEveryOneOfThousands() throws Exception {
        Outcome outcome = sweep(
                config(List.of("127.20.0.1-127.20.19.136")).rate(1_000_000).patient());

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(metric(outcome, "answering", "")).isEqualTo(5_000);
        assertThat(metric(outcome, "silent", "")).isZero();
        assertThat(outcome.metrics().stream().filter(metric -> metric.name().equals("round_trip_seconds")))
                .hasSize(5_000)
                .allMatch(metric -> metric.value() >= 0 && metric.value() < 60);
        assertThat(metric(outcome, "round_trip_seconds", "127.20.19.136")).isGreaterThanOrEqualTo(0);
    }

    @Test
    void tellsTheSilentFromTheOthers() throws Exception {
        Outcome outcome = sweep(config(List.of("127.0.0.1", "240.0.0.1", "127.0.0.2", "240.0.0.9"))
                .all());

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message()).contains("2 of 4 addresses answered").contains("silent: 240.0.0.1, 240.0.0.9.");
        assertThat(outcome.metrics())
                .filteredOn(metric -> metric.name().equals("round_trip_seconds"))
                .extracting(Metric::item)
                .containsExactly("127.0.0.1", "127.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({"2, 0, OK, NONE", "3, 0, CRITICAL, COUNT", "0, 1, CRITICAL, COUNT", "1, 2, OK, NONE"})
    void judgesHowManyAnswer(int min, int max, Status status, Reason reason) throws Exception {
        Outcome outcome =
                sweep(config(List.of("127.0.0.1-127.0.0.2", "240.0.0.1")).expect(min, max));

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(status);
        assertThat(outcome.reason()).isEqualTo(reason);
    }

    @Test
    void keepsNoSeriesOfEachUnlessAsked() throws Exception {
        Outcome outcome = sweep(config(List.of("127.0.0.0/28")).each(false));

        assertThat(outcome.metrics())
                .extracting(Metric::name)
                .containsExactly(
                        "answering", "silent", "sweep_seconds", "min_seconds", "median_seconds", "max_seconds");
        assertThat(metric(outcome, "answering", "")).isEqualTo(14);
    }

    @Test
    void sendsNoFasterThanItMay() throws Exception {
        Outcome outcome = sweep(config(List.of("127.0.0.1-127.0.0.101")).rate(200));

        assertThat(metric(outcome, "answering", "")).isEqualTo(101);
        assertThat(metric(outcome, "sweep_seconds", "")).isGreaterThanOrEqualTo(0.49);
    }

    @Test
    void saysBeforehandThatTheTimeIsTooShort() throws Exception {
        Outcome outcome = sweep(config(List.of("127.0.0.1-127.0.3.232")).rate(10));

        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message())
                .contains("1000 addresses at 10 packets a second")
                .contains("raise 'rate'");
    }

    @Test
    void sweepsBesideEachOtherDoNotHearTheOthersAnswers() throws Exception {
        var both = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return context(new Draft(List.of("127.21.0.1-127.21.3.255"))
                                .rate(1_000_000)
                                .patient());
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();

        for (var one : both) {
            FakeProbeContext context = one.get();
            assertThat(context.lines()).noneMatch(line -> line.contains("belong to no question"));
        }
    }

    @Test
    void everyAddressExceptedIsNoSweep() throws Exception {
        Outcome outcome = sweep(config(List.of("127.0.0.1")).except("127.0.0.0/8"));

        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    private static Draft config(List<String> addresses) {
        return new Draft(addresses);
    }

    private Outcome sweep(Draft draft) throws Exception {
        return probe.probe(draft.made(), FakeProbeContext.local())
                .toCompletableFuture()
                .get();
    }

    private FakeProbeContext context(Draft draft) throws Exception {
        FakeProbeContext context = FakeProbeContext.local();
        Outcome outcome =
                probe.probe(draft.made(), context).toCompletableFuture().get();
        assertThat(metric(outcome, "silent", "")).isZero();
        return context;
    }

    private static double metric(Outcome outcome, String name, String item) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name) && metric.item().equals(item))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing: " + outcome.message() + Map.of()));
    }

    /** Settings, changed where a test cares. */
    private static final class Draft {
        private final List<String> addresses;
        private List<String> except = List.of();
        private Duration wait = Duration.ofMillis(200);
        private int rate = 2_000;
        private int min;
        private int max;
        private boolean all;
        private boolean each = true;

        Draft(List<String> addresses) {
            this.addresses = addresses;
        }

        Draft rate(int packets) {
            rate = packets;
            return this;
        }

        /** However busy the machine is. */
        Draft patient() {
            wait = Duration.ofSeconds(4);
            return this;
        }

        Draft except(String text) {
            except = List.of(text);
            return this;
        }

        Draft expect(int least, int most) {
            min = least;
            max = most;
            return this;
        }

        Draft all() {
            all = true;
            return this;
        }

        Draft each(boolean every) {
            each = every;
            return this;
        }

        SweepConfig made() {
            return new SweepConfig(addresses, except, wait, 2, rate, min, max, all, each);
        }
    }
}
