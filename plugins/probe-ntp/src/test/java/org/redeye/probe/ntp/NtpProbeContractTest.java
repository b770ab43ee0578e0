package org.redeye.probe.ntp;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against a server with this machine's clock, and one that says nothing. */
class NtpProbeContractTest extends ProbeContract<NtpProbe.Config> {

    private NtpProbe probe;
    private TimeServer server;
    private TimeServer silent;

    NtpProbeContractTest() {
        super(NtpProbe.class, NtpProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new NtpProbe();
        server = new TimeServer((time, question) ->
                time.send(question, TimeServer.answer(question, 0).array()));
        silent = new TimeServer((time, question) -> {});
    }

    @AfterEach
    void close() {
        probe.close();
        server.close();
        silent.close();
    }

    @Override
    protected Probe<NtpProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        // wide limits: a machine that is busy may wait between the two clock readings
        return "{address: 127.0.0.1, warning offset: 1h, critical offset: 1h, port: " + server.port() + "}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{address: 127.0.0.1, port: " + silent.port() + "}");
    }
}
