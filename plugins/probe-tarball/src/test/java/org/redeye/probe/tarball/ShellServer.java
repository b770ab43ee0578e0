package org.redeye.probe.tarball;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** Another machine: an SSH server in this JVM that hands commands to this machine's shell. */
final class ShellServer implements AutoCloseable {

    final AtomicInteger sessions = new AtomicInteger();
    final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final SshServer sshd = SshServer.setUpDefaultServer();
    private final PublicKey key;

    ShellServer() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(256);
        var pair = keys.generateKeyPair();
        key = pair.getPublic();
        sshd.setHost("127.0.0.1");
        sshd.setKeyPairProvider(KeyPairProvider.wrap(pair));
        sshd.setPasswordAuthenticator((user, password, session) -> password.equals("sesame-4711"));
        sshd.setCommandFactory((channel, line) -> {
            commands.add(line);
            return new Shell(line);
        });
        sshd.addSessionListener(new SessionListener() {
            @Override
            public void sessionCreated(Session session) {
                sessions.incrementAndGet();
            }
        });
        sshd.start();
    }

    int port() {
        return sshd.getPort();
    }

    /** Its line in known_hosts. */
    String known() {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key) + "\n";
    }

    @Override
    public void close() throws IOException {
        sshd.stop(true);
    }

    /** Runs a command, but one about {@code /hang} never ends. */
    private static final class Shell extends AbstractCommandSupport {

        Shell(String line) {
            super(line, null);
        }

        @Override
        public void run() {
            try {
                if (getCommand().contains("/hang")) {
                    Thread.sleep(60_000);
                }
                Process process = new ProcessBuilder("/bin/sh", "-c", getCommand()).start();
                byte[] output = process.getInputStream().readAllBytes();
                getErrorStream().write(process.getErrorStream().readAllBytes());
                getErrorStream().flush();
                getOutputStream().write(output);
                getOutputStream().flush();
                onExit(process.waitFor());
            } catch (IOException | InterruptedException e) {
                onExit(1);
            }
        }
    }
}
