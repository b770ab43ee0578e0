package org.redeye.probe.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.ProbeContract;

class NetworkProbeTest extends ProbeContract<NetworkConfig> {

    private static final String HEAD =
            "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n";
    /** No name ends so (RFC 6761), so nobody answers on any machine. */
    private static final String NOBODY = "nobody.invalid:9";

    @TempDir
    Path proc;

    private ServerSocket server;

    NetworkProbeTest() {
        super(NetworkProbe.class, NetworkConfig.class);
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Override
    protected Probe<NetworkConfig> probe() {
        return new NetworkProbe(new Gateways(proc));
    }

    @Override
    protected String works() {
        return "{references: '127.0.0.1:" + server.getLocalPort() + "'}";
    }

    private void routes(String... lines) throws IOException {
        Files.writeString(proc.resolve("route"), HEAD + String.join("\n", lines) + "\n");
    }

    /** An address as the kernel prints it there: the number that its bytes are on this machine. */
    private static String printed(String address) throws IOException {
        int number = ByteBuffer.wrap(InetAddress.getByName(address).getAddress())
                .order(ByteOrder.nativeOrder())
                .getInt();
        return String.format("%08X", number);
    }

    @Test
    void oneAnswerIsEnough() throws Exception {
        Outcome outcome = run(
                "{references: ['" + NOBODY + "', '127.0.0.1:" + server.getLocalPort() + "'], patience: 200ms}",
                context());

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.message())
                .isEqualTo("1 of 2 references answer: 127.0.0.1:" + server.getLocalPort() + ". " + NOBODY + " not.");
        assertThat(outcome.metrics())
                .contains(Metric.of("references", "", 2), Metric.of("references_answering", "", 1))
                .anySatisfy(metric -> {
                    assertThat(metric.name()).isEqualTo("answer_seconds");
                    assertThat(metric.item()).isEqualTo("127.0.0.1:" + server.getLocalPort());
                    assertThat(metric.value()).isBetween(0.0, 1.0);
                });
    }

    @Test
    void aRefusalIsAnAnswer() throws Exception {
        int port = server.getLocalPort();
        server.close();

        assertThat(run("{references: '127.0.0.1:" + port + "'}", context()).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void silenceOfAllIsTheNodesOwnFault() throws Exception {
        Outcome outcome = run("{references: ['" + NOBODY + "', 'noone.invalid:9'], patience: 200ms}", context());

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.NETWORK);
        assertThat(outcome.message())
                .isEqualTo("The network of this node is gone: none of " + NOBODY + ", noone.invalid:9 answers.");
    }

    @Test
    void oneThatIsSilentIsNamed() throws Exception {
        Outcome outcome = run("{references: '" + NOBODY + "', patience: 200ms}", context());

        assertThat(outcome.message()).isEqualTo("The network of this node is gone: " + NOBODY + " does not answer.");
    }

    @Test
    void asksTheGatewayOfTheDefaultRoute() throws Exception {
        routes(
                "eth0\t00000000\t" + printed("127.0.0.1") + "\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t" + printed("10.1.0.0") + "\t00000000\t0001\t0\t0\t0\t" + printed("255.255.0.0") + "\t0\t0\t0");

        Outcome outcome = run("{}", context());
        assertThat(outcome.message()).isEqualTo("1 of 1 references answer: 127.0.0.1 (gateway).");
    }

    @Test
    void withoutADefaultRouteTheNetworkIsGone() throws Exception {
        routes("eth0\t" + printed("10.1.0.0") + "\t00000000\t0001\t0\t0\t0\t" + printed("255.255.0.0") + "\t0\t0\t0");

        assertThat(run("{}", context()).message())
                .isEqualTo("The network of this node is gone: there is no default route to a gateway.");
    }

    @Test
    void readsGatewaysOfBothProtocols() throws IOException {
        routes(
                "eth0\t00000000\t" + printed("10.1.0.1") + "\t0003\t0\t0\t0\t00000000\t0\t0\t0",
                "eth1\t00000000\t" + printed("10.2.0.1") + "\t0003\t0\t0\t9\t00000000\t0\t0\t0",
                "ppp0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0",
                "eth0\t" + printed("10.3.0.0") + "\t" + printed("10.1.0.9") + "\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0");
        String none = "0".repeat(32);
        Files.writeString(
                proc.resolve("ipv6_route"),
                none + " 00 " + none
                        + " 00 20010db8000000000000000000000001 00000400 00000001 00000000 00000003     lo\n" + none
                        + " 00 " + none + " 00 " + none + " ffffffff 00000001 00000000 00200200       lo\n");

        assertThat(new Gateways(proc).addresses())
                .containsExactly(
                        InetAddress.getByName("10.1.0.1"),
                        InetAddress.getByName("10.2.0.1"),
                        InetAddress.getByName("2001:db8::1"));
    }

    @Test
    void understandsEveryKindOfReference() {
        assertThat(List.of("gateway", "192.0.2.1", "192.0.2.1:53", "::1", "[::1]", "[::1]:53", "ns.example:53"))
                .extracting(text -> Reference.of(text).label())
                .containsExactly("gateway", "192.0.2.1", "192.0.2.1:53", "::1", "::1", "[::1]:53", "ns.example:53");
    }
}
