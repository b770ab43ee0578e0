package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.redeye.api.check.Checks;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.security.Role;

/** What machines ask. */
class HealthTest {

    private final Server server = Server.get();

    @BeforeEach
    void oneCheck() {
        server.checks.clear();
        server.checks.warning("p/checks/say \"hi\"\\now", "");
        server.checks.pending("p/checks/z");
    }

    @Test
    void livesAndIsReady() {
        assertThat(server.get("/healthz").body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(server.get("/readyz").body()).isEqualTo("{\"status\":\"ok\",\"missing\":[]}");
    }

    @Test
    void saysWhatIsMissingAndGoesOnWithoutIt() {
        server.withdraw(Checks.class);
        try {
            HttpResponse<String> ready = server.get("/readyz");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("{\"status\":\"not ready\",\"missing\":[\"the checks engine\"]}");
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            HttpResponse<String> checks = server.send(server.as(Role.VIEWER, "/api/v1/checks"));
            assertThat(checks.statusCode()).isEqualTo(503);
            assertThat(checks.body()).contains("The checks engine is not running");
            assertThat(checks.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.json("/api/v1/packages").has("items")).isTrue();
            assertThat(server.send(server.as(Role.VIEWER, "/metrics")).statusCode())
                    .isEqualTo(200);
        } finally {
            server.register(Checks.class, server.checks);
        }
        assertThat(server.json("/api/v1/checks").get("items")).hasSize(2);
    }

    @Test
    void tellsPrometheus() {
        Meters broken = () -> {
            throw new IllegalStateException("on purpose");
        };
        Meters some = () -> List.of(
                Meter.counter("things_total", "Things\nthere are", 3),
                Meter.gauge("load_ratio", "Load", 0.5).with("disk", "a\"b\\c\nd"),
                Meter.gauge("load_ratio", "Load", Double.NaN).with("disk", "x"));
        ServiceRegistration<Meters> first = server.register(Meters.class, broken);
        ServiceRegistration<Meters> second = server.register(Meters.class, some);

        HttpResponse<String> response = server.send(server.as(Role.VIEWER, "/metrics"));

        first.unregister();
        second.unregister();
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("text/plain").contains("version=0.0.4"));
        assertThat(response.body())
                .contains(
                        "# HELP rem_things_total Things\\nthere are\n# TYPE rem_things_total counter\nrem_things_total 3\n",
                        "# TYPE rem_load_ratio gauge\nrem_load_ratio{disk=\"a\\\"b\\\\c\\nd\"} 0.5\n"
                                + "rem_load_ratio{disk=\"x\"} NaN\n",
                        "rem_check_state{id=\"p/checks/say \\\"hi\\\"\\\\now\"} 1\n",
                        "rem_check_state{id=\"p/checks/z\"} 4\n",
                        "rem_check_states_left_off 0\n",
                        "rem_web_requests_total ");
    }

    @Test
    void tellsOfThisInstance() {
        ServiceRegistration<Meters> meters = server.register(
                Meters.class, () -> List.of(new Meter("x_ratio", "X", false, Map.of("a", "b"), Double.NaN)));

        var system = server.json("/api/v1/system");

        meters.unregister();
        assertThat(system.get("node").asText()).isEqualTo("node1");
        assertThat(system.get("version").asText()).isEqualTo("0.0.0");
        assertThat(system.get("started").asLong())
                .isEqualTo(server.platform.started().toEpochMilli());
        assertThat(system.get("java").asText()).isEqualTo(System.getProperty("java.version"));
        assertThat(system.at("/memory/heap").asLong()).isPositive();
        assertThat(system.at("/memory/rss").asLong()).isGreaterThan(1 << 20);
        assertThat(system.get("meters").toString())
                .contains("{\"name\":\"x_ratio\",\"help\":\"X\",\"labels\":{\"a\":\"b\"},\"value\":null}");
    }
}
