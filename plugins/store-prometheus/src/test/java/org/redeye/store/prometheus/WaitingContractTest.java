package org.redeye.store.prometheus;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.store.SeriesStoreContract;

/** The contract while nothing is sent: what waits is read as if the server had it. */
class WaitingContractTest extends SeriesStoreContract {

    @TempDir
    static Path servers;

    private static PrometheusServer server;
    /** Each test has series of its own over there, although their names are the same. */
    private final String site = UUID.randomUUID().toString();

    @BeforeAll
    static void startServer() throws IOException {
        server = PrometheusServer.patient(servers);
    }

    @AfterAll
    static void stopServer() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected SeriesStore open() {
        return new PrometheusSeriesStore(settings(folder, server.url(), site), Clock.systemUTC());
    }

    static Settings settings(Path folder, URI url, String site) {
        return new Settings(
                folder.resolve("store"),
                Stores.server(url),
                Map.of("site", site),
                5_000,
                64 << 20,
                Duration.ZERO,
                Duration.ZERO);
    }
}
