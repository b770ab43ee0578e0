package org.redeye.probe.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.FakeProbeContext;

/** Against Debian's agent. */
@Timeout(60)
class SnmpdTest {

    private static final Path SNMPD = Path.of("/usr/sbin/snmpd");
    private static final String TIME = "get: {up_seconds: SNMPv2-MIB::sysUpTime.0}\n";
    private static final String BOTH = "auth password: signs-it-all\nprivacy password: hides-it-all\n";

    @TempDir
    Path folder;

    private Agents agents;
    private Process snmpd;
    private int port;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(Files.isExecutable(SNMPD), "Debian's snmpd is not installed");
        agents = new Agents(FakePlatform.in(folder));
        try (var free = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("snmpd.conf"), """
                rocommunity public 127.0.0.1
                createUser nobody
                createUser signer SHA signs-it-all
                createUser sha128 SHA signs-it-all AES hides-it-all
                createUser sha256 SHA-256 signs-it-all AES hides-it-all
                createUser sha512 SHA-512 signs-it-all AES-256 hides-it-all
                rouser nobody noauth
                rouser signer auth
                rouser sha128 priv
                rouser sha256 priv
                rouser sha512 priv
                """);
        start();
    }

    @AfterEach
    void close() throws Exception {
        if (snmpd != null) {
            agents.close();
            stop();
        }
    }

    @Test
    void walksTheInterfacesOfThisMachine() throws Exception {
        Outcome outcome = run("community: public\n" + TIME
                + "walk: {in_bytes_per_second: IF-MIB::ifHCInOctets, state: IF-MIB::ifOperStatus}\n"
                + "names: IF-MIB::ifDescr\ncounts since: IF-MIB::ifCounterDiscontinuityTime");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).extracting(Metric::name).contains("up_seconds", "rows");
        assertThat(outcome.metrics())
                .filteredOn(metric -> metric.name().equals("in_bytes_per_second"))
                .filteredOn(metric -> metric.item().equals("lo"))
                .hasSize(1)
                .allMatch(Metric::counter)
                .allMatch(metric -> metric.age() >= 0);
    }

    @Test
    void readsValuesThatAreTextsAndFloats() throws Exception {
        Outcome outcome = run("community: public\n"
                + "walk: {load: UCD-SNMP-MIB::laLoad, float: UCD-SNMP-MIB::laLoadFloat}\nnames: laNames");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).extracting(Metric::item).contains("Load-1", "Load-15");
    }

    @ParameterizedTest
    @CsvSource({"sha128,sha,aes-128", "sha256,sha-256,aes-128", "sha512,sha-512,aes-256"})
    void signsAndEncrypts(String user, String auth, String privacy) throws Exception {
        Outcome outcome = run("version: v3\nuser: " + user + "\nauth: " + auth + "\nprivacy: " + privacy + "\n" + BOTH
                + TIME + "walk: {size: IF-MIB::ifMtu}");

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
        assertThat(outcome.metrics()).extracting(Metric::name).contains("up_seconds", "size");
    }

    @Test
    void asksWithoutEncryptionAndWithoutSignature() throws Exception {
        assertThat(run("version: v3\nuser: signer\nauth: sha\nauth password: signs-it-all\n" + TIME)
                        .status())
                .isEqualTo(Status.OK);
        assertThat(run("version: v3\nuser: nobody\n" + TIME))
                .extracting(Outcome::status, Outcome::message)
                .startsWith(Status.OK);
    }

    @Test
    void saysWhichOfTheCredentialsIsWrong() throws Exception {
        assertRefused("user: stranger\n" + BOTH, "does not know the user 'stranger'");
        assertRefused(
                "user: sha256\nauth password: wrong-password\nprivacy password: hides-it-all\n",
                "does not take the 'auth password', or signs with another 'auth'");
        assertRefused("user: signer\nauth: sha\n" + BOTH, "does not let the user 'signer' ask with these passwords");
        assertRefused("user: sha256\nauth password: signs-it-all\n", "does not let these credentials see it: ");
        Outcome good = run("version: v3\nuser: sha256\n" + BOTH + TIME);
        assertThat(good.status())
                .as("the right one beside them: " + good.message())
                .isEqualTo(Status.OK);
    }

    @Test
    void findsItsWayAfterTheAgentWasStartedAnew() throws Exception {
        String settings = "version: v3\nuser: sha256\n" + BOTH + TIME + "retries: 1\nanswer within: 400ms";
        assertThat(run(settings).status()).isEqualTo(Status.OK);
        stop();
        start(); // one boot more, the time from zero
        assertThat(run(settings)).extracting(Outcome::status, Outcome::message).startsWith(Status.OK);

        stop();
        Files.delete(folder.resolve("persistent/snmpd.conf"));
        start(); // as if another device had its address: another engine, other keys
        Outcome outcome = run(settings);
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.OK);
    }

    @Test
    void saysNothingToAnotherCommunity() throws Exception {
        Outcome outcome = run("community: guess\nretries: 0\nanswer within: 200ms\n" + TIME);

        assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
        assertThat(outcome.message())
                .contains("a wrong community is answered by silence")
                .doesNotContain("guess");
    }

    private void assertRefused(String credentials, String message) throws Exception {
        Outcome outcome = run("version: v3\n" + credentials + TIME);
        assertThat(outcome.reason()).as(outcome.message()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(outcome.message()).contains(message).doesNotContain("wrong-password");
    }

    private Outcome run(String yaml) throws Exception {
        return new SnmpProbe(agents)
                .probe(
                        Settings.of("port: " + port + "\n" + yaml),
                        FakeProbeContext.to("127.0.0.1").within(Duration.ofSeconds(15)))
                .toCompletableFuture()
                .get();
    }

    private void start() throws Exception {
        var builder = new ProcessBuilder(
                SNMPD.toString(),
                "-f",
                "-Lf",
                folder.resolve("log").toString(),
                "-C",
                "-c",
                folder.resolve("snmpd.conf").toString(),
                "-I",
                "-smux",
                "udp:127.0.0.1:" + port);
        builder.environment()
                .put("SNMP_PERSISTENT_DIR", folder.resolve("persistent").toString());
        builder.environment().put("MIBS", "");
        snmpd = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        for (int i = 0;
                i < 100
                        && !run("community: public\nretries: 0\nanswer within: 100ms\n" + TIME)
                                .status()
                                .equals(Status.OK);
                i++) {
            assertThat(snmpd.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
        }
    }

    private void stop() throws IOException, InterruptedException {
        snmpd.destroy();
        if (!snmpd.waitFor(10, TimeUnit.SECONDS)) {
            snmpd.destroyForcibly();
        }
    }
}
