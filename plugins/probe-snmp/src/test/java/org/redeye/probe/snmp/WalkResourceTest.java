package org.redeye.probe.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.SlotCounts;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakePlatform;
import org.snmp4j.PDU;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

@Timeout(30)
class WalkResourceTest {

    @TempDir
    Path folder;

    private Agents agents;
    private Agent agent;
    private WalkResource resource;

    @BeforeEach
    void open() throws IOException {
        agents = new Agents(FakePlatform.in(folder));
        agent = new Agent()
                .with("1.3.6.1.2.1.1.1.0", new OctetString("a switch"))
                .with("1.3.6.1.2.1.1.3.0", new TimeTicks(100))
                .with("1.3.6.1.4.1.9.1", new OctetString("x".repeat(600)));
        resource = new WalkResource(agents, checks(), FakeBinder.ofClassPath());
    }

    @AfterEach
    void close() throws IOException {
        agents.close();
        agent.close();
    }

    @Test
    void listsWhatTheAgentHas() {
        assertThat(walk("p/checks/it", "1.3.6.1.2.1", 10))
                .isEqualTo(Map.of(
                        "agent",
                        "127.0.0.1:" + agent.port(),
                        "oid",
                        "1.3.6.1.2.1",
                        "more",
                        false,
                        "items",
                        List.of(
                                Map.of(
                                        "oid", "1.3.6.1.2.1.1.1.0",
                                        "name", "SNMPv2-MIB::sysDescr.0",
                                        "type", "OCTET STRING",
                                        "value", "a switch"),
                                Map.of(
                                        "oid", "1.3.6.1.2.1.1.3.0",
                                        "name", "SNMPv2-MIB::sysUpTime.0",
                                        "type", "TimeTicks",
                                        "value", "0:00:01.00"))));
    }

    @Test
    void saysThatThereIsMore() {
        Map<String, Object> answer = walk("p/checks/it", "iso", 1);
        assertThat(answer).containsEntry("more", true);
        assertThat((List<?>) answer.get("items")).hasSize(1);
    }

    @Test
    void goesOnBehindAnObject() {
        assertThat(oids(walk("p/checks/it", "1.3.6.1.2.1", "1.3.6.1.2.1.1.1.0", 10)))
                .containsExactly("1.3.6.1.2.1.1.3.0");
        assertThat(oids(walk("p/checks/it", "1.3.6.1.2.1", "1.3.6.1.2.1.1.1.4294967295", 10)))
                .as("the rest of a column is left out")
                .containsExactly("1.3.6.1.2.1.1.3.0");
        assertThat(oids(walk("p/checks/it", "iso", "SNMPv2-MIB::sysUpTime.0", 10)))
                .containsExactly("1.3.6.1.4.1.9.1");
        assertThat(oids(walk("p/checks/it", "1.3.6.1.2.1", "1.3.6.1.4.1.9.1", 10)))
                .as("another place")
                .hasSize(2);
    }

    @Test
    void refusesWhatItCannotDo() {
        refuses("p/checks/none", "iso", 10, 404, "There is no check 'p/checks/none'.");
        refuses("p/checks/other", "iso", 10, 422, "The check 'p/checks/other' has the probe 'tcp', not 'snmp'.");
        refuses("p/checks/it", "a b", 10, 400, "'oid' is no OID; expected one like 1.3.6.1.2.1.2 or IF-MIB::ifTable.");
        refuses("p/checks/it", "iso", 1_001, 400, "'limit' must be 1 to 1000, not 1001.");
        assertThatThrownBy(() -> walk("p/checks/it", "iso", "1..2", 10))
                .hasMessage("'after' is no OID; expected one like 1.3.6.1.2.1.2.2.1.2.7.");
        refuses("p/checks/silent", "iso", 10, 504, "127.0.0.1:" + agent.port() + " did not answer.");
        agent.manner = request -> List.of(Agent.error(request, PDU.authorizationError, 0));
        assertThatThrownBy(() -> walk("p/checks/it", "iso", 10)).hasMessageContaining("does not let these credentials");
    }

    private void refuses(String check, String oid, int limit, int status, String message) {
        assertThatThrownBy(() -> walk(check, oid, limit))
                .isInstanceOfSatisfying(
                        WebApplicationException.class,
                        refusal -> assertThat(refusal.getResponse().getStatus()).isEqualTo(status))
                .hasMessage(message);
    }

    private Map<String, Object> walk(String check, String oid, int limit) {
        return walk(check, oid, "", limit);
    }

    private static List<String> oids(Map<String, Object> answer) {
        return ((List<?>) answer.get("items"))
                .stream().map(item -> (String) ((Map<?, ?>) item).get("oid")).toList();
    }

    private Map<String, Object> walk(String check, String oid, String after, int limit) {
        try {
            return resource.walk(check, oid, after, limit).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private Checks checks() {
        Map<String, CheckStatus> all = Map.of(
                "p/checks/it", status("snmp", Agent.COMMUNITY),
                "p/checks/silent", status("snmp", "another"),
                "p/checks/other", status("tcp", "none"));
        return (Checks) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Checks.class},
                (proxy, method, arguments) -> Optional.ofNullable(all.get((String) arguments[0])));
    }

    private CheckStatus status(String probe, String community) {
        var declaration = new CheckDeclaration(
                "id",
                "p",
                "it",
                probe,
                "host",
                "127.0.0.1",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Map.of(
                        "port",
                        agent.port() + "",
                        "community",
                        community,
                        "retries",
                        "0",
                        "answer within",
                        "300ms",
                        "get",
                        Map.of("up_seconds", "sysUpTime.0")));
        return new CheckStatus(
                declaration,
                CheckState.PENDING,
                "",
                "",
                Instant.EPOCH,
                Optional.empty(),
                "node",
                Optional.empty(),
                new SlotCounts(0, 0, 0, 0, 0));
    }
}
