package org.redeye.probe.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;

/** What becomes of the values of an agent that keeps to the rules. */
@Timeout(30)
class SnmpProbeTest {

    private static final String IF = "1.3.6.1.2.1.2.2.1.";
    private static final String IFX = "1.3.6.1.2.1.31.1.1.1.";

    @TempDir
    Path folder;

    private Agents agents;
    private Agent agent;

    @BeforeEach
    void open() throws IOException {
        agents = new Agents(FakePlatform.in(folder));
        agent = new Agent().with("1.3.6.1.2.1.1.3.0", new TimeTicks(12_345));
    }

    @AfterEach
    void close() throws IOException {
        agents.close();
        agent.close();
    }

    @Test
    void getsNumbersOfEveryType() throws Exception {
        agent.with("1.3.6.1.4.1.9.1.0", new Integer32(-7))
                .with("1.3.6.1.4.1.9.2.0", new Gauge32(4_000_000_000L))
                .with("1.3.6.1.4.1.9.3.0", new OctetString(" 21.5\0"))
                .with("1.3.6.1.4.1.9.4.0", new Counter64(-1));

        Outcome outcome = run("get: {a: .1.3.6.1.4.1.9.1.0, b: enterprises.9.2.0, c: 1.3.6.1.4.1.9.3.0, "
                + "d_per_second: 1.3.6.1.4.1.9.4.0, up_seconds: sysUpTime.0}\nscale: {c: 2}\nunits: {c: C}");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics())
                .contains(
                        Metric.of("a", "", -7),
                        Metric.of("b", "", 4e9),
                        Metric.of("c", "C", 43),
                        Metric.of("up_seconds", "s", 123.45),
                        Metric.rate("d_per_second", "", "/s", 18_446_744_073_709_551_615.0)
                                .counting(0, 123.45));
    }

    @Test
    void makesASeriesOfEachRowOfATable() throws Exception {
        interfaces(50);

        Outcome outcome = run("walk: {in_bytes_per_second: IF-MIB::ifInOctets, out_bytes_per_second: ifHCOutOctets}\n"
                + "names: IF-MIB::ifName\ncounts since: ifCounterDiscontinuityTime\nexcept: [port4*]\nrows: [port*]");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics())
                .filteredOn(metric -> metric.name().startsWith("in_"))
                .hasSize(39)
                .contains(
                        Metric.rate("in_bytes_per_second", "port7", "B/s", 700).counting(4_294_967_296.0, 123.45),
                        Metric.rate("in_bytes_per_second", "port3", "B/s", 300).counting(4_294_967_296.0, 100));
        assertThat(outcome.metrics())
                .contains(Metric.rate("out_bytes_per_second", "port50", "B/s", 50_000)
                        .counting(0, 123.45))
                .contains(Metric.of("rows", "", 39));
    }

    @Test
    void walksManyRowsWithFewRequests() throws Exception {
        interfaces(50);
        run("walk: {in_bytes_per_second: ifInOctets, out_bytes_per_second: ifHCOutOctets}\nnames: ifName");

        assertThat(agent.requests)
                .as("one for the time, three with 20 rows each")
                .hasValue(4);
    }

    @Test
    void walksAnAgentOfVersion1RowByRow() throws Exception {
        interfaces(5);
        agent.objects.keySet().removeIf(oid -> oid.toString().startsWith(IFX + "10"));

        Outcome outcome = run("version: v1\nget: {none: ifNumber.0, up_seconds: sysUpTime.0}\n"
                + "walk: {in_bytes_per_second: ifInOctets}\nnames: ifName");

        assertThat(outcome.reason()).isEqualTo(Reason.MISSING);
        assertThat(outcome.message()).endsWith(" has not ifNumber.0 ('none').");
        assertThat(outcome.metrics())
                .contains(Metric.of("up_seconds", "s", 123.45))
                .filteredOn(metric -> metric.name().startsWith("in_"))
                .extracting(Metric::item)
                .containsExactly("port1", "port2", "port3", "port4", "port5");
    }

    @Test
    void namesRowsThatAreCalledTheSameByTheirIndexToo() throws Exception {
        agent.with(IF + "2.1", new OctetString("eth")).with(IF + "2.2", new OctetString("eth"));
        agent.with(IF + "2.3", new OctetString(new byte[] {(byte) 0xff, 1}));
        for (int i = 1; i <= 4; i++) {
            agent.with(IF + "8." + i, new Integer32(i));
        }

        assertThat(run("walk: {state: ifOperStatus}\nnames: ifDescr").metrics())
                .contains(
                        Metric.of("state", "eth", "", 1),
                        Metric.of("state", "eth (2)", "", 2),
                        Metric.of("state", "ff:01", "", 3),
                        Metric.of("state", "4", "", 4));
    }

    @Test
    void multipliesByAColumnOfTheSameRow() throws Exception {
        String storage = "1.3.6.1.2.1.25.2.3.1.";
        agent.with(storage + "3.1", new OctetString("/")).with(storage + "4.1", new Integer32(4096));
        agent.with(storage + "6.1", new Integer32(10));

        assertThat(run("walk: {used_bytes: hrStorageUsed}\nnames: hrStorageDescr\n"
                                + "scale by: {used_bytes: hrStorageAllocationUnits}")
                        .metrics())
                .contains(Metric.of("used_bytes", "/", "B", 40_960));
    }

    @Test
    void takesCountersAsTheAuthorSays() throws Exception {
        agent.with("1.3.6.1.4.1.9.1.0", new Gauge32(5)).with("1.3.6.1.4.1.9.2.0", new Counter32(6));

        assertThat(run("get: {a_per_second: 1.3.6.1.4.1.9.1.0, b: 1.3.6.1.4.1.9.2.0}\n"
                                + "as rate: a_per_second\nas value: b")
                        .metrics())
                .contains(Metric.rate("a_per_second", "", "/s", 5).counting(0, 123.45), Metric.of("b", "", 6));
    }

    @Test
    void saysWhatIsMissingAndWhatIsNoNumber() throws Exception {
        agent.with("1.3.6.1.4.1.9.1.0", new OctetString("on fire"));

        Outcome missing = run("get: {a: 1.3.6.1.4.1.9.7.0}\nwalk: {state: ifOperStatus}");
        assertThat(missing.reason()).isEqualTo(Reason.MISSING);
        assertThat(missing.message())
                .isEqualTo("127.0.0.1:" + agent.port()
                        + " has not 1.3.6.1.4.1.9.7.0 ('a'), a row of ifOperStatus ('state').");

        Outcome wrong = run("get: {a: 1.3.6.1.4.1.9.1.0, up_seconds: sysUpTime.0}");
        assertThat(wrong.reason()).isEqualTo(Reason.CONTENT);
        assertThat(wrong.message()).endsWith(": 'a' is no number but OCTET STRING 'on fire'.");
        assertThat(wrong.metrics()).contains(Metric.of("up_seconds", "s", 123.45));
    }

    @Test
    void saysThatANameIsNotKnown() throws Exception {
        Outcome outcome = run("get: {a: IF-MIB::ifHCInOctet.1}");

        assertThat(outcome.status()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
        assertThat(outcome.message())
                .contains("'IF-MIB::ifHCInOctet' is not known", "Did you mean 'IF-MIB::ifHCInOctets'?");
    }

    @Test
    void asksManyAgentsThroughOneSocket() throws Exception {
        var runs = new ArrayList<CompletableFuture<Outcome>>();
        SnmpConfig config = config("get: {up_seconds: sysUpTime.0}\nretries: 5\nanswer within: 1s");
        for (int i = 0; i < 1_000; i++) {
            runs.add(new SnmpProbe(agents)
                    .probe(config, FakeProbeContext.to("127.0.0.1").directly())
                    .toCompletableFuture());
        }
        for (var run : runs) {
            assertThat(run.get().status()).isEqualTo(Status.OK);
        }
    }

    @Test
    void callsANameThatCannotBeResolvedDns() throws Exception {
        Outcome outcome = new SnmpProbe(agents)
                .probe(config("get: {a: sysUpTime.0}"), FakeProbeContext.to("no-such-name.invalid"))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.DNS);
        assertThat(outcome.message()).isEqualTo("The name 'no-such-name.invalid' could not be resolved.");
    }

    @Test
    void keepsSingleValuesWhenTheWalkTakesTooLong() throws Exception {
        interfaces(50);
        agent.manner = request -> {
            if (request.getType() == PDU.GETBULK) {
                pause();
            }
            return List.of(agent.right(request));
        };

        Outcome outcome = new SnmpProbe(agents)
                .probe(
                        config("get: {up_seconds: sysUpTime.0}\nwalk: {state: ifInOctets}\nrepetitions: 1"),
                        FakeProbeContext.to("127.0.0.1").within(Duration.ofMillis(600)))
                .toCompletableFuture()
                .get();

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.metrics()).contains(Metric.of("up_seconds", "s", 123.45));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void interfaces(int count) {
        for (int i = 1; i <= count; i++) {
            agent.with(IF + "10." + i, new Counter32(100L * i))
                    .with(IFX + "1." + i, new OctetString("port" + i))
                    .with(IFX + "10." + i, new Counter64(1_000L * i))
                    .with(IFX + "19." + i, new TimeTicks(i == 3 ? 2_345 : 0));
        }
    }

    private Outcome run(String yaml) throws Exception {
        return new SnmpProbe(agents)
                .probe(config(yaml), FakeProbeContext.to("127.0.0.1"))
                .toCompletableFuture()
                .get();
    }

    private SnmpConfig config(String yaml) {
        return Settings.of("port: " + agent.port() + "\ncommunity: " + Agent.COMMUNITY + "\n" + yaml);
    }
}
