package org.redeye.store.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesStore;
import org.redeye.testkit.store.SeriesStoreContract;

/** The contract when all is sent at once and forgotten here: every point comes from the real Prometheus. */
class SentContractTest extends SeriesStoreContract {

    @TempDir
    static Path servers;

    private static PrometheusServer server;
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
        var settings = WaitingContractTest.settings(folder, server.url(), site);
        return new Sent(new PrometheusSeriesStore(settings, Clock.systemUTC()));
    }

    /** Sends behind every change. */
    private record Sent(PrometheusSeriesStore store) implements SeriesStore, AutoCloseable {

        private void drain() {
            synchronized (store) {
                try {
                    Stores.drain(store);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(Stores.meter(store, "refused_total")).isZero();
            }
        }

        @Override
        public int append(List<Sample> batch) {
            int old = store.append(batch);
            drain();
            return old;
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            return store.find(match, after, limit);
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return store.get(id);
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            return store.read(id, from, to, step, consolidation);
        }

        @Override
        public void end(String id, long at) {
            store.end(id, at);
            drain();
        }

        @Override
        public boolean remove(String id) {
            return store.remove(id);
        }

        @Override
        public Usage usage() {
            return store.usage();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
