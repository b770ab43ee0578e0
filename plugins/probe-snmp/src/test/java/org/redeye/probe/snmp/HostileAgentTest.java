package org.redeye.probe.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/** Agents that break the rules, by accident or on purpose. */
@Timeout(30)
class HostileAgentTest {

    private static final String COLUMN = "1.3.6.1.4.1.9.1.";
    private static final String TABLE = "walk: {a: 1.3.6.1.4.1.9.1}";
    private static final String TIME = "get: {up_seconds: sysUpTime.0}";

    @TempDir
    Path folder;

    private Agents agents;
    private Agent agent;

    @BeforeEach
    void open() throws IOException {
        agents = new Agents(FakePlatform.in(folder));
        agent = new Agent().with("1.3.6.1.2.1.1.3.0", new TimeTicks(500));
        for (int i = 1; i <= 30; i++) {
            agent.with(COLUMN + i, new Integer32(i));
        }
    }

    @AfterEach
    void close() throws IOException {
        agents.close();
        agent.close();
    }

    @Test
    void answersLate() throws Exception {
        var held = new ArrayList<PDU>();
        agent.manner = request -> { // the answer to a request comes with the next one's
            var answers = List.copyOf(held);
            held.clear();
            held.add(agent.right(request));
            return answers;
        };

        assertThat(run(TIME + "\nretries: 0\nanswer within: 200ms").reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(run(TIME + "\nretries: 0\nanswer within: 200ms").reason())
                .as("the answer that comes now is that of the run before")
                .isEqualTo(Reason.TIMEOUT);
        assertThat(run(TIME + "\nretries: 1\nanswer within: 200ms").status())
                .as("a second try gets the answer to the first")
                .isEqualTo(Status.OK);
    }

    @Test
    void answersTwice() throws Exception {
        agent.manner = request -> List.of(agent.right(request), agent.right(request), Agent.error(request, 5, 1));

        Outcome outcome = run(TIME + "\n" + TABLE);

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).contains(Metric.of("rows", "", 30));
    }

    @Test
    void answersSomebodyElsesRequest() throws Exception {
        agent.manner = request -> {
            PDU answer = agent.right(request);
            answer.setRequestID(new Integer32(request.getRequestID().getValue() ^ 1));
            return List.of(answer);
        };

        Outcome outcome = run(TIME + "\nretries: 0\nanswer within: 100ms");
        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message())
                .isEqualTo(
                        "127.0.0.1:" + agent.port() + " did not answer; a wrong community is answered by silence too.");
    }

    @Test
    void answersWithOtherTypes() throws Exception {
        agent.with("1.3.6.1.2.1.1.3.0", new IpAddress("192.0.2.1")).with(COLUMN + 7, new OID("1.3.6"));

        Outcome outcome = run(TIME + "\n" + TABLE);
        assertThat(outcome.reason()).isEqualTo(Reason.CONTENT);
        assertThat(outcome.message())
                .contains("'up_seconds' is no number but IpAddress '192.0.2.1'")
                .contains("'a[7]' is no number but OBJECT IDENTIFIER '1.3.6'");
        assertThat(outcome.metrics()).contains(Metric.of("a", "8", "", 8));
    }

    @Test
    void hasATableWithoutEnd() throws Exception {
        agent.manner = request -> {
            if (request.getType() != PDU.GETBULK) {
                return List.of(agent.right(request));
            }
            PDU answer = Agent.empty(request);
            int last = request.get(0).getOid().last();
            for (int i = 1; i <= 20; i++) {
                answer.add(new VariableBinding(new OID(COLUMN + (last + i)), new Integer32(i)));
            }
            return List.of(answer);
        };

        Outcome outcome = run(TABLE + "\nmax rows: 100");
        assertThat(outcome.reason()).isEqualTo(Reason.SIZE);
        assertThat(outcome.message()).contains("more than 100 rows ('max rows')");
        assertThat(outcome.metrics()).contains(Metric.of("rows", "", 100));
        assertThat(agent.requests).hasValueLessThan(10);
    }

    @Test
    void goesInCircles() throws Exception {
        agent.manner = request -> {
            PDU answer = agent.right(request);
            if (request.getType() == PDU.GETBULK) {
                answer.set(5, new VariableBinding(new OID(COLUMN + 2), new Integer32(2)));
            }
            return List.of(answer);
        };

        Outcome outcome = run(TABLE);
        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message())
                .contains("answered " + COLUMN + "2 when asked for what follows " + COLUMN + "5", "do not increase");
    }

    @Test
    void goesBackBehindTheTable() throws Exception {
        agent.manner = request -> {
            PDU answer = agent.right(request);
            if (request.getType() == PDU.GETBULK) {
                answer.set(3, new VariableBinding(new OID("1.3.6.1.2.1.1.1.0"), new Integer32(2)));
            }
            return List.of(answer);
        };

        assertThat(run(TABLE).reason()).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void saysThatMoreThanTwoIsTooBig() throws Exception {
        var most = new AtomicInteger(2);
        agent.manner = request -> {
            int size = request.size() * (request.getType() == PDU.GETBULK ? request.getMaxRepetitions() : 1);
            return List.of(size > most.get() ? Agent.error(request, PDU.tooBig, 0) : agent.right(request));
        };

        Outcome outcome = run(TABLE + "\nget: {b: " + COLUMN + "1, c: " + COLUMN + "2, d: " + COLUMN + "3}");
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).contains(Metric.of("rows", "", 30), Metric.of("d", "", 3));

        most.set(0);
        assertThat(run(TABLE).reason()).isEqualTo(Reason.SIZE);
    }

    @Test
    void saysThatAnObjectIsNotThereThatNobodyAskedFor() throws Exception {
        agent.manner = request -> List.of(Agent.error(request, PDU.noSuchName, 77));

        assertThat(run("version: v1\n" + TIME).reason()).isEqualTo(Reason.PROTOCOL);
        agent.manner = request -> List.of(Agent.error(request, PDU.noSuchName, 1));
        assertThat(run("version: v1\n" + TIME).reason()).isEqualTo(Reason.MISSING);
    }

    @Test
    void letsNobodySee() throws Exception {
        agent.manner = request -> List.of(Agent.error(request, PDU.authorizationError, 0));

        Outcome outcome = run(TIME);
        assertThat(outcome.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(outcome.message()).contains("does not let these credentials see it: ", "(16)");
    }

    @Test
    void failsInAWayOfItsOwn() throws Exception {
        agent.manner = request -> List.of(Agent.error(request, PDU.genErr, 1));

        assertThat(run(TIME).reason()).isEqualTo(Reason.STATUS);
    }

    @Test
    void answersWithNothingAndWithOtherObjects() throws Exception {
        agent.manner = request -> List.of(Agent.empty(request));
        assertThat(run(TIME).reason()).isEqualTo(Reason.PROTOCOL);

        agent.manner = request -> {
            PDU answer = Agent.empty(request);
            answer.add(new VariableBinding(new OID("1.2.3"), new Integer32(1)));
            return List.of(answer);
        };
        assertThat(run(TIME).reason()).isEqualTo(Reason.PROTOCOL);
    }

    @Test
    void answersVersion3WithGarbage() throws Exception {
        agent.manner3 = message -> {
            var answers = new ArrayList<byte[]>();
            for (int length = 0; length < message.length; length += 3) {
                answers.add(java.util.Arrays.copyOf(message, length)); // cut off anywhere
                byte[] bent = message.clone();
                bent[length] ^= 0x55;
                answers.add(bent);
            }
            return answers;
        };

        assertThat(run(user() + TIME + "\nretries: 0\nanswer within: 200ms").reason())
                .as("nothing that makes sense, or what looks like an answer of no engine")
                .isIn(Reason.TIMEOUT, Reason.PROTOCOL);
        assertThat(run(TIME).status()).as("the socket still works").isEqualTo(Status.OK);
    }

    @Test
    void saysWithoutEndThatTheTimeIsAnother() throws Exception {
        agent.manner3 = message -> List.of(Agent.report(
                message,
                agent.requests.get() == 1
                        ? SnmpConstants.usmStatsUnknownEngineIDs
                        : SnmpConstants.usmStatsNotInTimeWindows));

        Outcome outcome = run(user() + TIME);
        assertThat(outcome.reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(outcome.message()).endsWith("says again and again that the time is another than it said before.");
        assertThat(agent.requests).hasValueLessThan(10);
    }

    @Test
    void saysWithoutEndThatItIsAnotherEngine() throws Exception {
        agent.manner3 = message -> List.of(Agent.report(message, SnmpConstants.usmStatsUnknownEngineIDs));

        assertThat(run(user() + TIME).reason()).isEqualTo(Reason.PROTOCOL);
        assertThat(agent.requests).hasValueLessThan(20);
    }

    @Test
    void reportsWhatNobodyKnows() throws Exception {
        agent.manner3 = message -> List.of(Agent.report(message, new OID("1.3.6.1.6.3.99.1.0")));

        assertThat(run(user() + TIME).message()).endsWith("reports 1.3.6.1.6.3.99.1.0 instead of an answer.");
    }

    private static String user() {
        return "version: v3\nuser: monitor\nauth password: correct horse\n";
    }

    private Outcome run(String yaml) throws Exception {
        String community = yaml.contains("v3") ? "" : "community: " + Agent.COMMUNITY + "\n";
        return new SnmpProbe(agents)
                .probe(
                        Settings.of("port: " + agent.port() + "\n" + community + yaml),
                        FakeProbeContext.to("127.0.0.1").within(Duration.ofSeconds(20)))
                .toCompletableFuture()
                .get();
    }
}
