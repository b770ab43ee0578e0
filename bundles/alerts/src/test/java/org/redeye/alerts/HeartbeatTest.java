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

/** The alerting shows that it works. */
class HeartbeatTest {

    private final Stage stage = new Stage();

    @Test
    void asksForAnAddressEachMinuteWhileTheEngineWorks() throws Exception {
        var asked = new Semaphore(0);
        HttpServer server = server(asked);
        try {
            stage.engine
                    .heartbeat()
                    .set("http://127.0.0.1:" + server.getAddress().getPort() + "/beat", Duration.ZERO);
            stage.engine.tick();
            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            await(() -> stage.engine.heartbeat().read().get(0).value() == 1); // the answer has come back, too
            stage.pass("59s");
            assertThat(asked.tryAcquire()).isFalse();
            stage.pass("1s");
            assertThat(asked.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            server.stop(0);
        }
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static HttpServer server(Semaphore asked) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/beat", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            asked.release();
        });
        server.start();
        return server;
    }

    @Test
    void theFirstContactOfEachRoleGetsASignOfLifeOnceAWeek() {
        stage.onCall
                .person("ann", contact("mail", "mail", Duration.ZERO), contact("phone", "hook", Duration.ZERO))
                .role("dba", Duration.ofMinutes(30), Duration.ZERO, List.of("ann"));
        stage.engine.heartbeat().set("", Duration.ofDays(7));
        stage.engine.tick();
        assertThat(stage.sent()).as("not at the first start").isEmpty();
        stage.clock.advance(Duration.ofDays(7));
        stage.restart();
        stage.engine.heartbeat().set("", Duration.ofDays(7));
        stage.pass("3m");
        assertThat(stage.sent()).containsExactly("mail Ann sign-of-life");
        stage.clock.advance(Duration.ofDays(6));
        stage.pass("3m");
        assertThat(stage.sent()).hasSize(1);
    }
}
