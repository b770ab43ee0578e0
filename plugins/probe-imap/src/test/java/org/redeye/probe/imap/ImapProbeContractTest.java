package org.redeye.probe.imap;

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
class ImapProbeContractTest extends ProbeContract<ImapProbe.Config> {

    private ImapProbe probe;
    private LineServer server;
    private ServerSocket silent;

    ImapProbeContractTest() {
        super(ImapProbe.class, ImapProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new ImapProbe();
        server = LineServer.talking(
                "* OK ready\r\n", "* CAPABILITY IMAP4rev1 IDLE\r\nr1 OK done\r\n", "* BYE\r\nr2 OK done\r\n");
        silent = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        server.close();
        silent.close();
    }

    @Override
    protected Probe<ImapProbe.Config> probe() {
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
