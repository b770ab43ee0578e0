package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets in a network namespace behind a cable that is cut: the product blames itself, once, and none of them. */
@Tag("long")
class NetworkIT {

    private static final String NAMESPACE = "remit" + ProcessHandle.current().pid();
    private static final String CABLE = "rem" + ProcessHandle.current().pid() % 100_000;
    private static final String PACKAGE = """
            checks:
              own:
                network: {probe: network, references: 10.213.77.1, patience: 600ms, every: 2s}
              far:
                one: {probe: ping, address: 10.213.78.1, count: 1, every: 1s}
                two: {probe: ping, address: 10.213.78.2, count: 1, every: 1s}
              local:
                console: {probe: tcp, address: 127.0.0.1, port: %d, every: 1s}
            """;

    @TempDir
    private Path folder;

    private final Set<String> seen = new HashSet<>();

    @BeforeEach
    void cable() throws Exception {
        assumeTrue(run("ip", "netns", "add", NAMESPACE), "network namespaces may not be made here");
        must("ip", "link", "add", CABLE, "type", "veth", "peer", "name", "eth0", "netns", NAMESPACE);
        must("ip", "addr", "add", "10.213.77.2/30", "dev", CABLE);
        must("ip", "link", "set", CABLE, "up");
        must("ip", "-n", NAMESPACE, "addr", "add", "10.213.77.1/30", "dev", "eth0");
        must("ip", "-n", NAMESPACE, "addr", "add", "10.213.78.1/32", "dev", "eth0");
        must("ip", "-n", NAMESPACE, "addr", "add", "10.213.78.2/32", "dev", "eth0");
        must("ip", "-n", NAMESPACE, "link", "set", "eth0", "up");
        must("ip", "route", "add", "10.213.78.0/24", "via", "10.213.77.1");
    }

    @AfterEach
    void away() throws Exception {
        run("ip", "link", "del", CABLE);
        run("ip", "netns", "del", NAMESPACE);
    }

    @Test
    void blamesItselfWhenItsOwnCableIsCut() throws Exception {
        Path data = folder.resolve("data");
        try (var rem = Distribution.start(data)) {
            Files.writeString(rem.packageFile("cable"), PACKAGE.formatted(rem.port()));
            for (String check : List.of("own/network", "far/one", "far/two", "local/console")) {
                rem.awaitCheck("cable/checks/" + check, "ok", Duration.ofSeconds(15));
            }
            long before = System.currentTimeMillis();

            must("ip", "-n", NAMESPACE, "link", "set", "eth0", "down");
            becomes(rem, "unknown");
            JsonNode network = rem.awaitCheck("cable/checks/own/network", "critical", Duration.ofSeconds(10));
            assertThat(network.get("message").asText())
                    .isEqualTo("The network of this node is gone: 10.213.77.1 does not answer.");
            // on a busy machine a slot may be left out while the one before waits for the network
            Distribution.await(
                    "the network to be blamed", Duration.ofSeconds(15), () -> rem.check("cable/checks/far/one")
                            .orElseThrow()
                            .get("reason")
                            .asText()
                            .equals("network"));
            assertThat(rem.check("cable/checks/local/console")
                            .orElseThrow()
                            .get("state")
                            .asText())
                    .isEqualTo("ok");
            assertThat(rem.send(rem.admin("/metrics")).body()).contains("rem_checks_network_gone 1");

            must("ip", "-n", NAMESPACE, "link", "set", "eth0", "up");
            becomes(rem, "ok");
            rem.awaitCheck("cable/checks/own/network", "ok", Duration.ofSeconds(10));
            assertThat(seen).as("states of the targets").containsExactlyInAnyOrder("ok", "unknown");
            assertThat(rem.points("cable/checks/far/one:loss_ratio", before))
                    .as("losses that are the target's own")
                    .allMatch(point -> point[1] == 0);
        }
    }

    private void becomes(Distribution rem, String state) {
        Distribution.await("the targets to be " + state, Duration.ofSeconds(15), () -> {
            String one = state(rem, "one");
            String two = state(rem, "two");
            return one.equals(state) && two.equals(state);
        });
    }

    private String state(Distribution rem, String target) {
        String state = rem.check("cable/checks/far/" + target)
                .orElseThrow()
                .get("state")
                .asText();
        seen.add(state);
        return state;
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
