package org.redeye.probe.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.RawYaml;

/** Against Debian's dnsmasq. */
@Timeout(30)
class DnsmasqTest {

    private static final Path DNSMASQ = Path.of("/usr/sbin/dnsmasq");

    @Test
    void understandsARealServer() throws Exception {
        assumeTrue(Files.isExecutable(DNSMASQ), "dnsmasq is not installed (Debian: dnsmasq-base)");
        int port = freePort();
        Process server = new ProcessBuilder(
                        DNSMASQ.toString(),
                        "--keep-in-foreground",
                        "--conf-file=/dev/null",
                        "--pid-file=",
                        "--no-resolv",
                        "--no-hosts",
                        "--user=" + System.getProperty("user.name"),
                        "--port=" + port,
                        "--listen-address=127.0.0.1",
                        "--bind-interfaces",
                        "--host-record=www.example,192.0.2.80,2001:db8::80,600",
                        "--cname=alias.example,www.example",
                        "--mx-host=example,mail.example,10",
                        "--txt-record=large.example," + ("x".repeat(200) + ",").repeat(20) + "end",
                        "--srv-host=_sip._tcp.example,sip.example,5060,1,2",
                        "--address=/gone.example/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var probe = new Asking(port)) {
            assertThat(probe.patiently("query: www.example, expect: [192.0.2.80], only: true"))
                    .isEqualTo("1 value '192.0.2.80'");
            assertThat(probe.ask("query: www.example, type: aaaa, expect: ['2001:DB8::80']"))
                    .isEqualTo("1 value '2001:db8:0:0:0:0:0:80'");
            assertThat(probe.ask("query: ALIAS.example")).isEqualTo("1 value '192.0.2.80'");
            assertThat(probe.ask("query: example, type: mx")).isEqualTo("1 value '10 mail.example'");
            assertThat(probe.ask("query: _sip._tcp.example, type: srv")).isEqualTo("1 value '1 2 5060 sip.example'");
            assertThat(probe.ask("query: gone.example, status: nxdomain")).isEqualTo("nxdomain");
            assertThat(probe.ask("query: large.example, type: txt, match: 'xend$'")) // over 1,232 bytes: by TCP
                    .startsWith("1 value 'xxx");
            assertThat(probe.ask("query: www.example, transport: tcp")).isEqualTo("1 value '192.0.2.80'");
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** Asks one server. */
    private static final class Asking implements AutoCloseable {
        private final DnsProbe probe;
        private final int port;

        Asking(int port) throws Exception {
            this.probe = new DnsProbe();
            this.port = port;
        }

        /** Until the server has opened its port. */
        String patiently(String settings) throws Exception {
            for (int i = 0; i < 100; i++) {
                Outcome outcome = run(settings, Duration.ofMillis(500));
                if (outcome.status() == Status.OK) {
                    return said(outcome);
                }
                Thread.sleep(50); // there is nothing to wait on
            }
            throw new AssertionError(run(settings, Duration.ofSeconds(5)));
        }

        String ask(String settings) throws Exception {
            Outcome outcome = run(settings, Duration.ofSeconds(10));
            assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
            return said(outcome);
        }

        private Outcome run(String settings, Duration time) throws Exception {
            var config = FakeBinder.ofClassPath()
                    .bind(DnsProbe.Config.class, RawYaml.map("{port: " + port + ", " + settings + "}"));
            return probe.probe(config, FakeProbeContext.to("127.0.0.1").within(time))
                    .toCompletableFuture()
                    .get();
        }

        private static String said(Outcome outcome) {
            return outcome.message().replaceFirst("^.*?: ", "");
        }

        @Override
        public void close() {
            probe.close();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
