package org.redeye.probe.dns;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;

/** Against a server that answers whatever it is asked, and one that answers nothing. */
class DnsProbeContractTest extends ProbeContract<DnsProbe.Config> {

    private DnsProbe probe;
    private NameServer answers;
    private NameServer silent;

    DnsProbeContractTest() {
        super(DnsProbe.class, DnsProbe.Config.class);
    }

    @BeforeEach
    void open() throws IOException {
        probe = new DnsProbe();
        answers = NameServer.datagrams((socket, question) -> NameServer.reply(
                socket,
                question,
                new NameServer.Reply(NameServer.question(question))
                        .record(RecordType.A, 60, new byte[] {10, 0, 0, 1})
                        .bytes()));
        silent = NameServer.datagrams((socket, question) -> {});
    }

    @AfterEach
    void close() throws IOException {
        probe.close();
        answers.close();
        silent.close();
    }

    @Override
    protected Probe<DnsProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{server: 127.0.0.1, port: " + answers.port() + ", query: www.example, expect: [10.0.0.1]}";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{server: 127.0.0.1, port: " + silent.port() + ", query: www.example}");
    }
}
