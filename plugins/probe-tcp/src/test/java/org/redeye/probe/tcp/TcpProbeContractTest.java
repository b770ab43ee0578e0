package org.redeye.probe.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against a port that takes connections and never says anything. */
class TcpProbeContractTest extends ProbeContract<TcpProbe.Config> {

    private TcpProbe probe;
    private ServerSocket silent;

    TcpProbeContractTest() {
        super(TcpProbe.class, TcpProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new TcpProbe();
        silent = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        silent.close();
    }

    @Override
    protected Probe<TcpProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{address: 127.0.0.1, port: " + silent.getLocalPort() + "}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{address: 127.0.0.1, port: " + silent.getLocalPort() + ", expect: hello}");
    }
}
