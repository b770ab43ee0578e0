package org.redeye.probe.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.probe.Outcome;
import org.redeye.testkit.FakeProbeContext;

/** A node in a network namespace of its own, with a gateway in another: its cable is really cut. */
@Timeout(60)
class NamespaceTest {

    private static final String TAG = "rem" + ProcessHandle.current().pid();
    private static final String NODE = TAG + "n";
    private static final String GATEWAY = TAG + "g";

    /** The probe in a process of its own: one outcome for each line of input. */
    public static void main(String[] arguments) throws Exception {
        var probe = new NetworkProbe();
        var config = new NetworkConfig(List.of(arguments[0]), Duration.ofMillis(600));
        var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (lines.readLine() != null) {
            Outcome outcome = probe.probe(config, FakeProbeContext.local())
                    .toCompletableFuture()
                    .get();
            System.out.println(outcome.status() + " " + outcome.message());
        }
    }

    private Process process;
    private BufferedReader answers;

    @BeforeEach
    void twoNamespaces() throws Exception {
        assumeTrue(
                run("ip", "netns", "add", NODE) && run("ip", "netns", "add", GATEWAY),
                "network namespaces may not be made here");
        must("ip", "link", "add", "eth0", "netns", NODE, "type", "veth", "peer", "name", "eth0", "netns", GATEWAY);
        must("ip", "-n", NODE, "addr", "add", "10.77.0.2/24", "dev", "eth0");
        must("ip", "-n", GATEWAY, "addr", "add", "10.77.0.1/24", "dev", "eth0");
        for (String namespace : List.of(NODE, GATEWAY)) {
            must("ip", "-n", namespace, "link", "set", "lo", "up");
            must("ip", "-n", namespace, "link", "set", "eth0", "up");
        }
        must("ip", "-n", NODE, "route", "add", "default", "via", "10.77.0.1");
    }

    @AfterEach
    void away() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        run("ip", "netns", "del", NODE);
        run("ip", "netns", "del", GATEWAY);
    }

    @Test
    void tellsWhenTheCableIsCutAndWhenItIsBack() throws Exception {
        start("gateway");
        assertThat(ask()).isEqualTo("OK 1 of 1 references answer: 10.77.0.1 (gateway).");

        must("ip", "-n", GATEWAY, "link", "set", "eth0", "down");
        assertThat(ask()).isEqualTo("CRITICAL The network of this node is gone: 10.77.0.1 (gateway) does not answer.");

        must("ip", "-n", GATEWAY, "link", "set", "eth0", "up");
        assertThat(askUntil("OK ")).isTrue();

        must("ip", "-n", NODE, "link", "set", "eth0", "down"); // takes its routes with it
        assertThat(ask())
                .isEqualTo("CRITICAL The network of this node is gone: there is no default route to a gateway.");
    }

    @Test
    void tellsWhenTheGatewayIsThereAndWhatLiesBehindItIsNot() throws Exception {
        must("ip", "-n", GATEWAY, "addr", "add", "192.0.2.53/32", "dev", "lo");
        start("192.0.2.53:53");
        assertThat(ask()).as("refused by it").isEqualTo("OK 1 of 1 references answer: 192.0.2.53:53.");

        must("ip", "-n", GATEWAY, "addr", "del", "192.0.2.53/32", "dev", "lo");
        must("ip", "-n", GATEWAY, "route", "add", "blackhole", "192.0.2.53");
        assertThat(ask()).isEqualTo("CRITICAL The network of this node is gone: 192.0.2.53:53 does not answer.");
    }

    private void start(String reference) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        NODE,
                        java,
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NamespaceTest.class.getName(),
                        reference)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    private String ask() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return answers.readLine();
    }

    /** A cable that is plugged in again has its carrier a moment later, and the neighbour is asked for anew a second later. */
    private boolean askUntil(String beginning) throws IOException {
        for (int i = 0; i < 30; i++) {
            if (ask().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static void must(String... command) throws Exception {
        assertThat(run(command)).as(String.join(" ", command)).isTrue();
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) { // no such program
            return false;
        }
    }
}
