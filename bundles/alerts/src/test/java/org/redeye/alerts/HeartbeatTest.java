package org.redeye.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.alerts.FakeOnCall.contact;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.notify.Delivery;
import org.redeye.api.platform.Meter;

/** The alerting shows that it works. */
class HeartbeatTest {

    private final Stage stage = new Stage();

    @Test
    void asksForAnAddressEachMinuteWhileTheEngineWorks() throws Exception {
        try (var server = new Switch()) {
            stage.engine.watch(server.address(), Duration.ofMinutes(1), Duration.ZERO);
            stage.engine.tick();
            server.awaitAsked();
            await(() -> meter("alerts_heartbeats_total") == 1); // the answer has come back, too
            stage.pass("59s");
            assertThat(server.asked.tryAcquire()).isFalse();
            stage.pass("1s");
            server.awaitAsked();
        }
    }

    @Test
    void whatTheSwitchDoesNotTakeIsTriedAgainSooner() throws Exception {
        try (var server = new Switch()) {
            server.status = 503;
            stage.engine.watch(server.address(), Duration.ofMinutes(1), Duration.ZERO);
            stage.engine.tick();
            for (int failed = 1; failed <= 3; failed++) {
                server.awaitAsked();
                int all = failed;
                await(() -> meter("alerts_heartbeats_total") == all);
                stage.pass(Backoff.pause(failed).minusSeconds(1));
                assertThat(server.asked.tryAcquire()).isFalse();
                if (failed == 3) {
                    server.status = 204;
                }
                stage.pass("1s");
            }
            server.awaitAsked();
            await(() -> meter("alerts_heartbeats_total") == 4);
            assertThat(meter("alerts_heartbeats_failed_total")).isEqualTo(3);
            stage.pass("59s");
            assertThat(server.asked.tryAcquire()).as("it is taken again").isFalse();
        }
    }

    private double meter(String name) {
        return stage.engine.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .sum();
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Answers as a test says, and counts. */
    private static final class Switch implements AutoCloseable {
        private final Semaphore asked = new Semaphore(0);
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private volatile int status = 204;

        Switch() throws IOException {
            server.createContext("/beat", exchange -> {
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
                asked.release();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/beat";
        }

        void awaitAsked() throws InterruptedException {
            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private void annHoldsDba() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", Duration.ZERO))
                .role("dba", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"));
    }

    private void aWeekLater() {
        signs(); // the first look of all only notes the time
        stage.pass("1s").clock.advance(Duration.ofDays(7));
        stage.pass("1s");
    }

    private void signs() {
        stage.engine.watch("", Duration.ofMinutes(1), Duration.ofDays(7));
    }

    @Test
    void theFirstContactOfEachRoleGetsASignOfLifeOnceAWeek() {
        annHoldsDba();
        signs();
        stage.engine.tick();
        assertThat(stage.sent()).as("not at the first start").isEmpty();
        stage.clock.advance(Duration.ofDays(7));
        stage.restart();
        signs();
        stage.pass("3m");
        assertThat(stage.sent()).containsExactly("mail Ann sign-of-life");
        stage.clock.advance(Duration.ofDays(6));
        stage.pass("3m");
        assertThat(stage.sent()).hasSize(1);
    }

    @Test
    void aSignThatFailsIsTriedAgainUnderItsKeyUntilItArrives() {
        annHoldsDba();
        stage.channels.answers.put("mail", notice -> Delivery.failed("451 busy"));
        aWeekLater();
        stage.pass("20s");
        assertThat(stage.channels.tries)
                .as("at once, after 5 s, after 10 s more")
                .hasSize(3);
        stage.channels.answers.clear();
        stage.pass("20m");
        assertThat(stage.sent()).containsExactly("mail Ann sign-of-life");
        assertThat(stage.channels.tries)
                .extracting(taken -> taken.notice().key())
                .containsOnly(stage.notices().get(0).key());
        assertThat(stage.engine.list(AlertQuery.GOING_ON)).isEmpty();
    }

    @Test
    void aChannelThatCarriesNoSignIsAnAlertThroughTheNextOne() {
        annHoldsDba();
        stage.channels.answers.put("mail", notice -> Delivery.failed("451 busy"));
        aWeekLater();
        stage.pass("9m");
        assertThat(stage.sent()).isEmpty();
        stage.pass("3m");
        assertThat(stage.sent()).containsExactly("hook Ann alert");
        assertThat(stage.engine.list(AlertQuery.GOING_ON))
                .extracting(Alert::title)
                .containsExactly("Channel mail carries no notices");

        stage.channels.answers.clear();
        stage.clock.advance(Duration.ofDays(7));
        stage.pass("5s");
        assertThat(stage.sent()).contains("mail Ann sign-of-life");
        assertThat(stage.engine.find("A-1").orElseThrow().state()).isEqualTo(AlertState.RESOLVED);
    }
}
