package org.redeye.notifier.email;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.notify.Notifier;
import org.redeye.testkit.LineServer;
import org.redeye.testkit.NotifierContract;

/** Against GreenMail, a port that nobody listens at, a server that drips, and one that says no. */
class EmailNotifierContractTest extends NotifierContract<EmailConfig> {

    private final EmailNotifier notifier = new EmailNotifier();
    private GreenMail mail;
    private LineServer drips;
    private LineServer no;
    private int nobody;

    EmailNotifierContractTest() {
        super(EmailNotifier.class, EmailConfig.class);
    }

    @BeforeEach
    void open() throws IOException {
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("ann@example.org", "ann", "sesame");
        mail.start();
        drips = new LineServer(socket -> {
            while (true) {
                socket.getOutputStream().write('2');
                LockSupport.parkNanos(20_000_000);
            }
        });
        no = LineServer.talking(
                "220 mx\r\n", "250 mx\r\n", "250 ok\r\n", "550 5.1.1 no such mailbox\r\n", "250 ok\r\n", "221 bye\r\n");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            nobody = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() throws IOException {
        mail.stop();
        drips.close();
        no.close();
    }

    @Override
    protected Notifier<EmailConfig> notifier() {
        return notifier;
    }

    @Override
    protected String works() {
        return settings(mail.getSmtp().getPort(), "user: ann, password: sesame");
    }

    @Override
    protected String to() {
        return "ann@example.org";
    }

    @Override
    protected Optional<String> hangs() {
        return Optional.of(settings(drips.port(), "user: ann, password: sesame"));
    }

    @Override
    protected Optional<String> away() {
        return Optional.of(settings(nobody, "graph: false"));
    }

    @Override
    protected Optional<String> refuses() {
        return Optional.of(settings(no.port(), "graph: false"));
    }

    private static String settings(int port, String more) {
        return "{server: 127.0.0.1, port: " + port + ", security: none, from: rem@example.org, " + more + "}";
    }

    static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
