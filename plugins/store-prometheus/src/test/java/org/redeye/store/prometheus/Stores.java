package org.redeye.store.prometheus;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/** What the tests have in common. */
final class Stores {

    static final long T0 = 1_699_920_000_000L;

    private Stores() {}

    static Settings.Server server(URI url) {
        return new Settings.Server(url.resolve("/api/v1/write"), url, "", "", "", "", "", Duration.ofSeconds(20));
    }

    static Settings settings(Path folder, URI url) {
        return new Settings(
                folder.resolve("store"), server(url), Map.of(), 5_000, 64 << 20, Duration.ZERO, Duration.ZERO);
    }

    static PrometheusSeriesStore open(Settings settings) {
        return new PrometheusSeriesStore(settings, Clock.systemUTC());
    }

    /** Sends until nothing waits. */
    static void drain(PrometheusSeriesStore store) throws InterruptedException {
        long wait = 0;
        while (wait != Sender.NOTHING) {
            wait = store.sender().step();
        }
    }

    static SeriesKey key(String check, int seconds) {
        return new SeriesKey(check, "x", "", "", "node", Duration.ofSeconds(seconds));
    }

    static Sample sample(SeriesKey key, long offset, double value) {
        return new Sample(key, T0 + offset, value);
    }

    static double meter(PrometheusSeriesStore store, String name) {
        return store.meters().stream()
                .filter(meter -> meter.name().equals("store_prometheus_" + name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
