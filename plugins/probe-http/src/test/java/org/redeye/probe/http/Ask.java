package org.redeye.probe.http;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.schema.Schema;
import org.redeye.testkit.FakeProbeContext;

/** Runs a probe with settings by their names in YAML. */
final class Ask {

    private final Map<String, Object> settings = new HashMap<>(Map.of(
            "method",
            "GET",
            "expect status",
            List.of("200-299"),
            "follow redirects",
            true,
            "max redirects",
            5,
            "max body",
            1024L * 1024,
            "certificate days",
            14,
            "verify",
            true));

    private Ask(String url) {
        settings.put("url", URI.create(url));
    }

    static Ask url(String url) {
        return new Ask(url);
    }

    Ask with(String field, Object value) {
        if (!Schema.of(HttpConfig.class).fields().containsKey(field)) {
            throw new IllegalArgumentException("no field '" + field + "'");
        }
        settings.put(field, value);
        return this;
    }

    HttpConfig config() {
        return Schema.bind(HttpConfig.class, settings);
    }

    Outcome of(HttpProbe probe) throws Exception {
        return of(probe, FakeProbeContext.to("").within(Duration.ofSeconds(30)));
    }

    Outcome of(HttpProbe probe, FakeProbeContext context) throws Exception {
        return probe.probe(config(), context).toCompletableFuture().get();
    }

    static double metric(Outcome outcome, String name) {
        return outcome.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name + " in " + outcome));
    }
}
