package org.redeye.probe.snmp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.ProbeContract;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

/** Against an agent with two interfaces, and a port that takes requests and never answers. */
class SnmpProbeContractTest extends ProbeContract<SnmpConfig> {

    @TempDir
    Path folder;

    private Agents agents;
    private Agent agent;
    private DatagramSocket silent;

    SnmpProbeContractTest() {
        super(SnmpProbe.class, SnmpConfig.class);
    }

    @BeforeEach
    void open() throws IOException {
        agents = new Agents(FakePlatform.in(folder));
        silent = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        agent = new Agent()
                .with("1.3.6.1.2.1.1.3.0", new TimeTicks(100_000))
                .with("1.3.6.1.2.1.31.1.1.1.1.1", new OctetString("lo"))
                .with("1.3.6.1.2.1.31.1.1.1.1.2", new OctetString("eth0"))
                .with("1.3.6.1.2.1.31.1.1.1.6.1", new Counter64(10))
                .with("1.3.6.1.2.1.31.1.1.1.6.2", new Counter64(20));
    }

    @AfterEach
    void close() throws IOException {
        agents.close();
        agent.close();
        silent.close();
    }

    @Override
    protected Probe<SnmpConfig> probe() {
        return new SnmpProbe(agents);
    }

    @Override
    protected String works() {
        return settings(agent.port());
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of(settings(silent.getLocalPort()));
    }

    private static String settings(int port) {
        return "{address: 127.0.0.1, port: " + port + ", community: " + Agent.COMMUNITY + ", "
                + "get: {uptime_seconds: sysUpTime.0}, "
                + "walk: {in_bytes_per_second: \"IF-MIB::ifHCInOctets\"}, names: ifName}";
    }
}
