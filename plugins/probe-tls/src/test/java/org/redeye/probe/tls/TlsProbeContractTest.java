package org.redeye.probe.tls;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;
import org.redeye.testkit.TestCertificate;

/** Against a server with a certificate of its own, and a port that takes connections and never says anything. */
class TlsProbeContractTest extends ProbeContract<TlsProbe.Config> {

    private TlsProbe probe;
    private TlsServer server;
    private TlsServer silent;

    TlsProbeContractTest() {
        super(TlsProbe.class, TlsProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new TlsProbe();
        server = TlsServer.of(TestCertificate.selfSigned(Duration.ofDays(90), "127.0.0.1"));
        silent = TlsServer.plain(socket -> socket.getOutputStream().flush());
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        server.close();
        silent.close();
    }

    @Override
    protected Probe<TlsProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{address: 127.0.0.1, port: " + server.port() + ", self signed: true}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{address: 127.0.0.1, port: " + silent.port() + "}");
    }
}
