package org.redeye.probe.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.LineServer;
import org.redeye.testkit.ProbeContract;

/** Against a server that talks, and a port that takes connections and never says anything. */
class SmtpProbeContractTest extends ProbeContract<SmtpProbe.Config> {

    private SmtpProbe probe;
    private LineServer server;
    private ServerSocket silent;

    SmtpProbeContractTest() {
        super(SmtpProbe.class, SmtpProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new SmtpProbe();
        server = LineServer.talking("220 mx\r\n", "250-mx\r\n250 SIZE 1000\r\n", "221 bye\r\n");
        silent = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        server.close();
        silent.close();
    }

    @Override
    protected Probe<SmtpProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{address: 127.0.0.1, port: " + server.port() + "}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{address: 127.0.0.1, port: " + silent.getLocalPort() + "}");
    }
}
