package org.redeye.probe.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeProbeContext;

/** Against a network that loses, delays, doubles and forges packets: exactly those that the test says. */
@Timeout(60)
class NetworkTest {

    private Namespace namespace;
    private TunNetwork network;
    private PingProbe probe;

    @BeforeEach
    void open() throws Exception {
        namespace = new Namespace();
        namespace.pingGroups("0 2147483647");
        network = new TunNetwork(namespace);
        probe = new PingProbe();
    }

    @AfterEach
    void close() throws Exception {
        if (probe != null) {
            probe.close();
            network.close();
            namespace.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RAW, 10.77.0.2, ICMP (raw socket)",
        "DATAGRAM, 10.77.0.2, ICMP (datagram socket)",
        "RAW, fd77::2, ICMPv6 (raw socket)",
        "DATAGRAM, fd77::2, ICMPv6 (datagram socket)"
    })
    void countsEveryReply(Method method, String address, String named) throws Exception {
        network.host(2, (request, number) -> request.reply());

        Outcome outcome = ping(address, method, 20);

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message()).contains("20 of 20 replies from").contains("by " + named);
        assertThat(outcome.metrics())
                .extracting(Metric::name)
                .containsExactly(
                        "loss_ratio",
                        "sent",
                        "received",
                        "min_seconds",
                        "avg_seconds",
                        "median_seconds",
                        "max_seconds",
                        "jitter_seconds");
        assertThat(metric(outcome, "loss_ratio")).isZero();
        assertThat(network.asked(2)).isEqualTo(20);
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({"RAW, 10.77.0.2", "DATAGRAM, 10.77.0.2", "RAW, fd77::2", "DATAGRAM, fd77::2"})
    void measuresTheLossOfALine(Method method, String address) throws Exception {
        network.host(2, (request, number) -> {
            if (number % 5 != 1) {
                request.reply();
            }
        });

        Outcome outcome = ping(config(address, method, 100, 5, 2_000), 20);

        assertThat(network.asked(2)).isEqualTo(100);
        assertThat(metric(outcome, "loss_ratio")).isEqualTo(0.2);
        assertThat(metric(outcome, "sent")).isEqualTo(100);
        assertThat(metric(outcome, "received")).isEqualTo(80);
        assertThat(outcome.status()).isEqualTo(Status.WARNING);
        assertThat(outcome.reason()).isEqualTo(Reason.LOSS);
    }

    @Test
    void isCriticalAboveTheLimit() throws Exception {
        network.host(2, (request, number) -> {
            if (number % 5 == 1) {
                request.reply();
            }
        });

        Outcome outcome = ping("10.77.0.2", Method.RAW, 10);

        assertThat(metric(outcome, "loss_ratio")).isEqualTo(0.8);
        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.LOSS);
    }

    @ParameterizedTest
    @EnumSource(names = {"RAW", "DATAGRAM"})
    void countsADoubleReplyOnce(Method method) throws Exception {
        network.host(2, (request, number) -> {
            request.reply();
            request.reply();
        });

        Outcome outcome = ping("10.77.0.2", method, 10);

        assertThat(metric(outcome, "received")).isEqualTo(10);
        assertThat(metric(outcome, "loss_ratio")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0", "6", "8", "15"})
    void believesNoForgedReply(int changed) throws Exception {
        network.host(2, (request, number) -> request.forged(changed));

        Outcome outcome = ping("10.77.0.2", Method.RAW, 3);

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(metric(outcome, "received")).isZero();
        assertThat(probe.read())
                .filteredOn(meter -> meter.name().equals("ping_dropped_total"))
                .allMatch(meter -> meter.value() >= 3);
    }

    @Test
    void believesNoReplyToAnotherProgram() throws Exception {
        network.host(2, (request, number) -> request.forged(4)); // the identifier

        assertThat(metric(ping("10.77.0.2", Method.RAW, 3), "received")).isZero();
    }

    @Test
    void countsALateReplyAsLost() throws Exception {
        network.host(2, (request, number) -> {
            if (number == 0) {
                Thread.sleep(100); // with a wait of 50 ms the first reply is late; the others wait in the device
            }
            request.reply();
        });

        Outcome outcome = ping(config("10.77.0.2", Method.RAW, 2, 300, 50), 10);

        assertThat(metric(outcome, "received")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"RAW, 10.77.0.2", "DATAGRAM, 10.77.0.2", "RAW, fd77::2", "DATAGRAM, fd77::2"})
    void callsATargetWithoutWayUnreachable(Method method, String address) throws Exception {
        network.host(2, (request, number) -> request.unreachable());

        Outcome outcome = ping(config(address, method, 3, 10, 20_000), 30);

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(outcome.message()).contains("unreachable");
        assertThat(metric(outcome, "loss_ratio")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"RAW, 192.0.2.1", "DATAGRAM, 192.0.2.1", "RAW, 2001:db8::1", "DATAGRAM, 2001:db8::1"})
    void callsANetworkWithoutRouteUnreachable(Method method, String address) throws Exception {
        Outcome outcome = ping(address, method, 3);

        assertThat(outcome.reason()).as(outcome.message()).isEqualTo(Reason.UNREACHABLE);
        assertThat(outcome.message()).contains("network unreachable");
    }

    @Test
    void keepsTheErrorsOfOneTargetFromTheOthers() throws Exception {
        network.host(2, (request, number) -> request.reply());
        network.host(3, (request, number) -> request.unreachable());
        var good = new ArrayList<CompletableFuture<Outcome>>();
        var bad = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < 50; i++) {
            bad.add(begin(config("10.77.0.3", Method.RAW, 5, 3, 5_000), 30));
            good.add(begin(config("10.77.0.2", Method.RAW, 5, 3, 5_000), 30));
        }

        for (var outcome : good) {
            assertThat(outcome.get().status()).as(outcome.get().message()).isEqualTo(Status.OK);
        }
        for (var outcome : bad) {
            assertThat(outcome.get().reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void asksAThousandRunsAtOnceThroughOneSocket() throws Exception {
        for (int host = 2; host < 102; host++) {
            network.host(host, (request, number) -> request.reply());
        }
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(begin(config("10.77.0." + (2 + i % 100), Method.RAW, 5, 50, 20_000), 30));
        }

        for (var outcome : outcomes) {
            assertThat(metric(outcome.get(), "received"))
                    .as(outcome.get().message())
                    .isEqualTo(5);
        }
        assertThat(probe.read().get(0).value()).as("in flight").isZero();
    }

    @Test
    void cutsTheWaitToTheTimeOfTheRun() throws Exception {
        FakeProbeContext context = FakeProbeContext.to("10.77.0.2").within(Duration.ofMillis(500));

        Outcome outcome = begin(config("", Method.RAW, 3, 10, 60_000), context).get();

        assertThat(context.remaining()).isPositive();
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(metric(outcome, "loss_ratio")).isEqualTo(1);
        assertThat(context.lines()).anyMatch(line -> line.startsWith("a reply may take 0.4"));
    }

    @Test
    void saysWhichRightItLacks() throws Exception {
        namespace.pingGroups("1 0"); // nobody

        Outcome outcome = ping("127.0.0.1", Method.DATAGRAM, 1);

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.PERMISSION);
        assertThat(outcome.message()).contains("net.ipv4.ping_group_range");
    }

    @Test
    void takesARefusedConnectionForAReply() throws Exception {
        Outcome outcome = ping("127.0.0.1", Method.TCP, 2);

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.message()).contains("2 of 2 replies from 127.0.0.1 by TCP connect to port 80");
    }

    @Test
    void takesASilentConnectionForALoss() throws Exception {
        Outcome outcome = ping("10.77.0.2", Method.TCP, 2); // the network knows no TCP

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
    }

    private Outcome ping(String address, Method method, int count) throws Exception {
        return ping(config(address, method, count, 5, 500), 20);
    }

    private Outcome ping(PingProbe.Config config, int seconds) throws Exception {
        return begin(config, seconds).get();
    }

    private CompletableFuture<Outcome> begin(PingProbe.Config config, int seconds) throws Exception {
        return begin(config, FakeProbeContext.local().within(Duration.ofSeconds(seconds)));
    }

    /** The sockets are opened by who calls, so the call is made within the network. */
    private CompletableFuture<Outcome> begin(PingProbe.Config config, FakeProbeContext context) throws Exception {
        return namespace.call(() -> probe.probe(config, context)).toCompletableFuture();
    }

    private static PingProbe.Config config(String address, Method method, int count, int interval, int wait) {
        return new PingProbe.Config(
                address,
                count,
                Duration.ofMillis(interval),
                Duration.ofMillis(wait),
                56,
                0.1,
                0.5,
                PingProbe.Version.ANY,
                method,
                80);
    }

    private static double metric(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name + " in " + outcome));
    }
}
