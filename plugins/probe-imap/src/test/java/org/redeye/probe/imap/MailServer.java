package org.redeye.probe.imap;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.redeye.testkit.TestCertificate;

/** A mail server of a test; what it says is up to the test. */
final class MailServer implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    /** What it does with a connection. */
    interface Talk {
        void with(Socket socket) throws IOException;
    }

    MailServer(Talk talk) throws IOException {
        daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                daemon(() -> talk.with(socket));
            }
        });
    }

    /** Greets, and answers the n-th line with the n-th step, whatever it is. */
    static MailServer talking(String... steps) throws IOException {
        return new MailServer(socket -> talk(socket, steps));
    }

    /** The same; goes over to TLS behind so many steps, and goes on. */
    static MailServer securing(TestCertificate certificate, int after, String... steps) throws IOException {
        return new MailServer(socket -> {
            talk(socket, List.of(steps).subList(0, after).toArray(String[]::new));
            var tls = (SSLSocket) certificate.server().getSocketFactory().createSocket(socket, null, true);
            tls.setUseClientMode(false);
            String[] rest = List.of(steps).subList(after, steps.length).toArray(String[]::new);
            var lines = new BufferedReader(new InputStreamReader(tls.getInputStream(), US_ASCII));
            if (after > 0) {
                lines.readLine();
            }
            talk(lines, tls.getOutputStream(), rest);
        });
    }

    private static void talk(Socket socket, String... steps) throws IOException {
        talk(
                new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)),
                socket.getOutputStream(),
                steps);
    }

    private static void talk(BufferedReader lines, OutputStream out, String... steps) throws IOException {
        for (int i = 0; i < steps.length; i++) {
            if (i > 0) {
                lines.readLine();
            }
            out.write(steps[i].getBytes(US_ASCII));
            out.flush();
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) { // closed by the test, or the client has gone
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
