package org.redeye.notifier.email;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Delivery.Result;
import org.redeye.api.notify.Notification;
import org.redeye.testkit.FakeBinder;
import org.redeye.testkit.FakeNotifierContext;
import org.redeye.testkit.LineServer;
import org.redeye.testkit.RawYaml;
import org.redeye.testkit.SampleNotices;
import org.redeye.testkit.TestCertificate;

@Timeout(60)
class EmailNotifierTest {

    private static final String TO = "ann@example.org";
    private static final String[] TALK = {
        "220 mx\r\n",
        "250 mx\r\n",
        "250 ok\r\n",
        "250 ok\r\n",
        "354 go on\r\n",
        "250 2.0.0 queued as 4711\r\n",
        "221 bye\r\n"
    };

    private final EmailNotifier notifier = new EmailNotifier();
    private final List<LineServer> servers = new ArrayList<>();
    private GreenMail mail;

    @BeforeEach
    void open() {
        mail = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        mail.setUser(TO, "ann", "sesame");
        mail.start();
    }

    @AfterEach
    void close() throws IOException {
        mail.stop();
        for (LineServer each : servers) {
            each.close();
        }
    }

    @Test
    void sendsTextHtmlAndTheGraph() throws Exception {
        var picture = new Picture(new byte[] {1, 2, 3}, PictureFormat.PNG, "t", 0);

        Delivery delivery = send(plain(), SampleNotices.opened(TO), new FakeNotifierContext().with(picture));

        assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.SENT);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("CRITICAL: db1 does not answer, and 1 more");
        var parts = (Multipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .contains("db1 does not answer.")
                .contains("http://127.0.0.1:2001/answer/AQ-_x");
        var rich = (Multipart) parts.getBodyPart(1).getContent();
        assertThat(rich.getContentType()).startsWith("multipart/related");
        assertThat(rich.getBodyPart(0).getContent().toString())
                .contains("href=\"http://127.0.0.1:2001/answer/AQ-_x\"")
                .contains("cid:graph")
                .contains("db2 does not answer");
        assertThat(rich.getBodyPart(1).getHeader("Content-ID")).containsExactly("<graph>");
        assertThat(rich.getBodyPart(1).getInputStream().readAllBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void keepsOneAlertInOneThreadAndOneNoticeUnderOneId() throws Exception {
        for (Notification notice : List.of(
                SampleNotices.opened(TO),
                SampleNotices.opened(TO),
                SampleNotices.reminder(TO),
                SampleNotices.test(TO))) {
            assertThat(send(plain(), notice).result()).isEqualTo(Result.SENT);
        }
        MimeMessage[] all = mail.getReceivedMessages();
        assertThat(all[0].getMessageID()).isEqualTo("<A-7.1.1@example.org>").isEqualTo(all[1].getMessageID());
        assertThat(all[2].getMessageID()).isEqualTo("<A-7.1.2@example.org>");
        for (int i = 0; i < 3; i++) {
            assertThat(all[i].getHeader("References")).containsExactly("<A-7.alert@example.org>");
            assertThat(all[i].getHeader("In-Reply-To")).containsExactly("<A-7.alert@example.org>");
            assertThat(all[i].getHeader("Auto-Submitted")).containsExactly("auto-generated");
        }
        assertThat(all[3].getHeader("References")).isNull();
    }

    @Test
    void letsNothingBreakOutOfItsPlace() throws Exception {
        for (Notification odd : SampleNotices.odd(TO)) {
            assertThat(send(plain(), odd).result()).isEqualTo(Result.SENT);
        }
        for (MimeMessage message : mail.getReceivedMessages()) {
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(message.getHeader("Bcc")).isNull();
            assertThat(message.getSubject()).doesNotContain("\n").hasSizeLessThanOrEqualTo(250);
            var parts = (Multipart) message.getContent();
            assertThat(parts.getBodyPart(1).getContent().toString()).doesNotContain("<script");
        }
        String dots = ((Multipart) mail.getReceivedMessages()[2].getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
        assertThat(dots.replace("\r", "")).contains("line\n.\n..\nline");
    }

    @Test
    void refusesALinkThatIsNoneOfTheWeb() {
        Notification plain = SampleNotices.opened(TO);
        var evil = new Notification(
                plain.key(),
                plain.purpose(),
                TO,
                "",
                "s",
                "t",
                plain.alert(),
                1,
                Map.of("alert", "javascript:alert(1)", "acknowledge", "http://x/\"><b>"),
                plain.at());

        assertThat(Html.of(evil, false)).doesNotContain("javascript:").doesNotContain("<b>");
    }

    @Test
    void signsInAndIsToldTheReply() throws Exception {
        LineServer server = talk(
                "220 mx\r\n",
                "250-mx\r\n250 AUTH PLAIN\r\n",
                "235 2.7.0 welcome\r\n",
                "250 ok\r\n",
                "250 ok\r\n",
                "354 go on\r\n",
                "250 2.0.0 queued as 4711\r\n",
                "221 bye\r\n");
        Delivery delivery = send(at(server, "security: none, user: rem, password: hidden"), SampleNotices.opened(TO));
        assertThat(delivery)
                .isEqualTo(Delivery.sent("127.0.0.1:" + server.port() + " answered '250 2.0.0 queued as 4711'"));
    }

    @Test
    void isRefusedForGoodByAWrongPasswordAndForNowByABusyServer() throws Exception {
        LineServer wrong =
                talk("220 mx\r\n", "250-mx\r\n250 AUTH PLAIN\r\n", "535 5.7.8 hidden is wrong\r\n", "221 bye\r\n");
        Delivery refused = send(at(wrong, "security: none, user: rem, password: hidden"), SampleNotices.opened(TO));
        assertThat(refused.result()).as(refused.toString()).isEqualTo(Result.REFUSED);
        assertThat(refused.proof()).contains("did not let the user 'rem' in: '535 5.7.8 ••• is wrong");

        LineServer later = talk("220 mx\r\n", "250-mx\r\n250 AUTH PLAIN\r\n", "454 4.7.0 later\r\n", "221 bye\r\n");
        assertThat(send(at(later, "security: none, user: rem, password: hidden"), SampleNotices.opened(TO))
                        .result())
                .isEqualTo(Result.FAILED);
    }

    /** Each place at which a server may say no: for now with 4xx, for good with 5xx. */
    @Test
    void tellsNowFromForGoodAtEachStep() throws Exception {
        for (int step = 2; step < 6; step++) {
            for (String code : List.of("451", "552")) {
                String[] talk = TALK.clone();
                talk[step] = code + " 1.2.3 not this\r\n";
                Delivery delivery = send(at(talk(talk), "security: none"), SampleNotices.opened(TO));
                assertThat(delivery.result())
                        .as(code + " at step " + step + ": " + delivery)
                        .isEqualTo(code.equals("451") ? Result.FAILED : Result.REFUSED);
                assertThat(delivery.proof()).contains(code + " 1.2.3 not this");
            }
        }
    }

    @Test
    void failsForNowWhenTheGreetingTurnsItAway() throws Exception {
        assertThat(send(at(talk("421 too busy\r\n"), "security: none"), SampleNotices.opened(TO))
                        .result())
                .isEqualTo(Result.FAILED);
    }

    /** It may have been taken over, or not: the key tells the second one from the first. */
    @Test
    void failsWhenTheServerAcceptsAndDrops() throws Exception {
        LineServer drops = serve(new LineServer(socket -> {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            for (String step : List.of(TALK).subList(0, 5)) {
                socket.getOutputStream().write(step.getBytes(US_ASCII));
                lines.readLine();
            }
            while (!".".equals(lines.readLine())) {
                // takes the mail
            }
            socket.close();
        }));
        Delivery delivery = send(at(drops, "security: none"), SampleNotices.opened(TO));
        assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.FAILED);
    }

    @Test
    void endsAtItsDeadlineWithASentence() throws Exception {
        try (var silent = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Delivery delivery = send(
                    "{server: 127.0.0.1, port: " + silent.getLocalPort() + ", from: rem@example.org}",
                    SampleNotices.opened(TO),
                    new FakeNotifierContext().within(Duration.ofMillis(400)));
            assertThat(delivery.result()).isEqualTo(Result.FAILED);
        }
    }

    @Test
    void goesOverToTlsAndWantsACertificateThatIsTrusted() throws Exception {
        TestCertificate own = TestCertificate.selfSigned(Duration.ofDays(9), "127.0.0.1");
        String[] steps = {
            "220 mx\r\n",
            "250-mx\r\n250 STARTTLS\r\n",
            "220 go\r\n",
            "250 mx\r\n",
            "250 ok\r\n",
            "250 ok\r\n",
            "354 go on\r\n",
            "250 queued\r\n",
            "221 bye\r\n"
        };
        Delivery sent = send(at(serve(LineServer.securing(own, 3, steps)), "verify: false"), SampleNotices.opened(TO));
        assertThat(sent.result()).as(sent.toString()).isEqualTo(Result.SENT);

        Delivery failed = send(at(serve(LineServer.securing(own, 3, steps)), ""), SampleNotices.opened(TO));
        assertThat(failed.result()).as(failed.toString()).isEqualTo(Result.FAILED);
    }

    /** Somebody on the way may take STARTTLS out of the reply: then nothing is sent in clear. */
    @Test
    void sendsNothingInClearIfTlsIsAskedFor() throws Exception {
        Delivery delivery = send(at(talk(TALK), ""), SampleNotices.opened(TO));
        assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.FAILED);
        assertThat(delivery.proof()).contains("STARTTLS");
    }

    @Test
    void sendsOverTlsFromTheFirstByte() throws Exception {
        String settings = "{server: 127.0.0.1, port: " + mail.getSmtps().getPort()
                + ", security: tls, verify: false, from: rem@example.org, user: ann, password: sesame}";
        Delivery delivery = send(settings, SampleNotices.test(TO));
        assertThat(delivery.result()).as(delivery.toString()).isEqualTo(Result.SENT);
        assertThat(GreenMailUtil.getWholeMessage(mail.getReceivedMessages()[0])).contains("X-REM-Key: test-1");
    }

    @Test
    void namesAnAddressThatIsNone() {
        EmailConfig config = config(plain());
        assertThat(notifier.refuse(config, ""))
                .isEqualTo("There is no mail address; expected one such as ann@example.org.");
        assertThat(notifier.refuse(config, "Ann <ann@example.org>"))
                .isEqualTo("'Ann <ann@example.org>' is no mail address; expected one such as ann@example.org.");
        assertThat(notifier.refuse(config, "ann@localhost")).isEmpty();
    }

    private String plain() {
        return "{server: 127.0.0.1, port: " + mail.getSmtp().getPort() + ", security: none, from: rem@example.org}";
    }

    private static String at(LineServer server, String more) {
        return "{server: 127.0.0.1, port: " + server.port() + ", from: rem@example.org, " + more + "}";
    }

    private LineServer talk(String... steps) throws IOException {
        return serve(new LineServer(socket -> answer(socket, steps)));
    }

    /** As a server does: one answer a line, and after DATA one for all lines up to the dot. */
    private static void answer(Socket socket, String... steps) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        for (String step : steps) {
            socket.getOutputStream().write(step.getBytes(US_ASCII));
            String line = lines.readLine();
            while (step.startsWith("354") && line != null && !line.equals(".")) {
                line = lines.readLine();
            }
        }
    }

    private LineServer serve(LineServer server) {
        servers.add(server);
        return server;
    }

    private Delivery send(String settings, Notification notice) throws Exception {
        return send(settings, notice, new FakeNotifierContext());
    }

    private Delivery send(String settings, Notification notice, FakeNotifierContext context) throws Exception {
        return notifier.send(config(settings), notice, context)
                .toCompletableFuture()
                .get();
    }

    private static EmailConfig config(String settings) {
        return FakeBinder.ofClassPath().bind(EmailConfig.class, RawYaml.map(settings));
    }
}
