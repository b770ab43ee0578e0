package org.redeye.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.redeye.api.schema.Secret;
import org.redeye.api.ssh.SshTarget;

/** A server within this JVM, with commands of its own; it counts who comes. */
final class Server implements AutoCloseable {

    final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger logins = new AtomicInteger();
    final SshServer sshd = SshServer.setUpDefaultServer();

    Server() throws Exception {
        sshd.setHost("127.0.0.1");
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        sshd.setKeyPairProvider(KeyPairProvider.wrap(keys.generateKeyPair()));
        sshd.setPasswordAuthenticator((user, password, session) -> {
            logins.incrementAndGet();
            return user.equals("ann") && password.equals("sesame");
        });
        sshd.setCommandFactory((channel, line) -> new Command(line));
        sshd.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                sessions.incrementAndGet();
            }
        });
        sshd.start();
    }

    SshTarget target(String password, String... hostKeys) {
        return new SshTarget(
                "127.0.0.1",
                sshd.getPort(),
                "ann",
                new SshTarget.Login.Password(new Secret(password)),
                java.util.List.of(hostKeys));
    }

    @Override
    public void close() throws IOException {
        sshd.stop(true);
    }

    /** {@code say TEXT}, {@code fail}, {@code hang}, {@code flood}, {@code wait} (for the end of its input). */
    private static final class Command extends AbstractCommandSupport {

        Command(String line) {
            super(line, null);
        }

        @Override
        public void run() {
            try {
                OutputStream out = getOutputStream();
                switch (getCommand().split(" ")[0]) {
                    case "say" -> write(out, getCommand().substring(4));
                    case "fail" -> write(getErrorStream(), "it is broken");
                    case "wait" -> write(out, "read " + getInputStream().readAllBytes().length);
                    case "flood" -> {
                        while (!Thread.currentThread().isInterrupted()) {
                            write(out, "0123456789".repeat(100));
                        }
                    }
                    default -> {
                        write(out, "begun");
                        Thread.sleep(60_000);
                    }
                }
                onExit(getCommand().equals("fail") ? 2 : 0);
            } catch (IOException | InterruptedException e) {
                onExit(1);
            }
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
