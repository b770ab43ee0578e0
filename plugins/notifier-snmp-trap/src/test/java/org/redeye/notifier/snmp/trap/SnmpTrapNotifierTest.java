package org.redeye.notifier.snmp.trap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notifier;
import org.redeye.testkit.FakePlatform;
import org.redeye.testkit.NotifierContract;
import org.redeye.testkit.SampleNotices;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Against a receiver of the library's own, one that never answers, and Debian's snmptrapd. */
class SnmpTrapNotifierTest extends NotifierContract<TrapConfig> {

    private static final Path SNMPTRAPD = Path.of("/usr/sbin/snmptrapd");
    private static final String ROOT = "1.3.6.1.4.1.8072.9999.9999.2001";

    private final List<PDU> received = new CopyOnWriteArrayList<>();
    private final SnmpTrapNotifier notifier = new SnmpTrapNotifier(FakePlatform.in(Path.of("unused")));
    private Snmp receiver;
    private int port;
    private DatagramSocket silent;

    @TempDir
    Path folder;

    SnmpTrapNotifierTest() {
        super(SnmpTrapNotifier.class, TrapConfig.class);
    }

    static boolean snmptrapdIsThere() {
        return Files.isExecutable(SNMPTRAPD);
    }

    @BeforeEach
    void open() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        var transport = new DefaultUdpTransportMapping(new UdpAddress(loopback, 0));
        receiver = new Snmp(transport);
        receiver.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
        receiver.addCommandResponder(new org.snmp4j.CommandResponder() {
            @Override
            public <A extends org.snmp4j.smi.Address> void processPdu(org.snmp4j.CommandResponderEvent<A> event) {
                received.add((PDU) event.getPDU().clone());
                if (event.getPDU().getType() == PDU.INFORM) {
                    answer(event);
                }
                event.setProcessed(true);
            }
        });
        receiver.listen();
        port = transport.getListenAddress().getPort();
        silent = new DatagramSocket(0, loopback);
    }

    private static <A extends org.snmp4j.smi.Address> void answer(org.snmp4j.CommandResponderEvent<A> event) {
        var response = (PDU) event.getPDU().clone();
        response.setType(PDU.RESPONSE);
        try {
            event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            event.getStateReference(),
                            new StatusInformation());
        } catch (org.snmp4j.MessageException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
        silent.close();
    }

    @Override
    protected Notifier<TrapConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return "{address: 127.0.0.1, port: " + port + ", community: sesame}";
    }

    @Override
    protected String to() {
        return "";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of("{address: 127.0.0.1, port: " + silent.getLocalPort() + ", community: sesame}");
    }

    @Test
    void saysWhatTheMibDescribes() throws Exception {
        Delivery delivery = send(works(), SampleNotices.resolved(""));

        assertThat(delivery).isEqualTo(Delivery.sent("127.0.0.1:" + port + " acknowledged it"));
        PDU pdu = received.get(0);
        assertThat(pdu.getType()).isEqualTo(PDU.INFORM);
        assertThat(pdu.getVariable(new OID("1.3.6.1.6.3.1.1.4.1.0")).toString()).isEqualTo(ROOT + ".0.3");
        assertThat(value(pdu, 1)).isEqualTo("A-7.2.1");
        assertThat(value(pdu, 2)).isEqualTo("A-7");
        assertThat(value(pdu, 3)).isEqualTo("3");
        assertThat(value(pdu, 4)).isEqualTo("3");
        assertThat(value(pdu, 9)).isEqualTo("db1");
        for (var odd : SampleNotices.odd("")) {
            assertThat(send(works(), odd).result()).isEqualTo(Result.SENT);
        }
        assertThat(received).allMatch(each -> each.getBERLength() < 2_500);
    }

    private static String value(PDU pdu, int object) {
        return pdu.getVariable(new OID(ROOT + ".1." + object + ".0")).toString();
    }

    @Test
    void sendsATrapThatNobodyAcknowledges() throws Exception {
        Delivery delivery = send(
                "{address: 127.0.0.1, port: " + port + ", community: sesame, inform: false}", SampleNotices.test(""));
        assertThat(delivery.proof()).endsWith("a trap is not acknowledged");
        while (received.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(received.get(0).getType()).isEqualTo(PDU.TRAP);
    }

    @Test
    @EnabledIf("snmptrapdIsThere")
    void isTakenBySnmptrapdWithBothVersions() throws Exception {
        int trapd = silent.getLocalPort();
        silent.close();
        Path config = folder.resolve("snmptrapd.conf");
        Files.writeString(
                config,
                "authCommunity log public\ncreateUser rem SHA-256 signing-it AES hiding-it\nauthUser log rem\n"
                        + "format2 NOTICE %v\\n\n");
        Path log = folder.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        SNMPTRAPD.toString(),
                        "-f",
                        "-Lo",
                        "-On",
                        "-C",
                        "-c",
                        config.toString(),
                        "udp:127.0.0.1:" + trapd)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SNMP_PERSISTENT_DIR", folder.toString());
        builder.environment().put("MIBS", "");
        Process process = builder.start();
        try {
            String at = "{address: 127.0.0.1, port: " + trapd + ", ";
            Delivery plain = until(at + "community: public}");
            assertThat(plain.result()).as(plain + Files.readString(log)).isEqualTo(Result.SENT);
            Delivery signed = send(
                    at + "version: v3, user: rem, auth password: signing-it, privacy password: hiding-it}",
                    SampleNotices.reminder(""));
            assertThat(signed.result()).as(signed + Files.readString(log)).isEqualTo(Result.SENT);
            Delivery wrong = send(
                    at + "version: v3, user: rem, auth password: another-one, privacy password: hiding-it}",
                    SampleNotices.reminder(""));
            assertThat(wrong.result()).as(wrong.toString()).isEqualTo(Result.REFUSED);
            Delivery stranger =
                    send(at + "version: v3, user: eve, auth password: signing-it}", SampleNotices.reminder(""));
            assertThat(stranger.result()).as(stranger.toString()).isEqualTo(Result.REFUSED);
            assertThat(stranger.proof()).contains("knows no user 'eve'");
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(Files.readString(log)).contains("." + ROOT + ".0.1", "A-7.1.1", "." + ROOT + ".0.2", "A-7.1.2");
    }

    /** Sends until the receiver has started. */
    private Delivery until(String settings) throws Exception {
        Delivery delivery = send(settings, SampleNotices.opened(""));
        for (int i = 0; i < 5 && delivery.result() != Result.SENT; i++) {
            delivery = send(settings, SampleNotices.opened(""));
        }
        return delivery;
    }
}
