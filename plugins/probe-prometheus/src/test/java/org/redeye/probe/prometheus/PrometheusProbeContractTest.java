package org.redeye.probe.prometheus;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against a server with metrics, and one that takes a request and never answers. */
class PrometheusProbeContractTest extends ProbeContract<PrometheusProbe.Config> {

    private PrometheusProbe probe;
    private Exporter exporter;
    private Exporter silent;

    PrometheusProbeContractTest() {
        super(PrometheusProbe.class, PrometheusProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new PrometheusProbe();
        exporter = Exporter.of(Exporter.TEXT, "# TYPE x counter\nx_total{a=\"b\"} 5\ny_bytes 7\n");
        silent = new Exporter(exchange -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) { // the test is over
                exchange.close();
            }
        });
    }

    @AfterEach
    void close() {
        probe.close();
        exporter.close();
        silent.close();
    }

    @Override
    protected Probe<PrometheusProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{url: '" + exporter.url() + "', token: secret-of-the-test}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{url: '" + silent.url() + "'}");
    }
}
