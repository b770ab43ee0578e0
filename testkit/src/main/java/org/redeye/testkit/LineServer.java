package org.redeye.testkit;

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

/**
 * A server on loopback, at a port that the system chose, that says what a test wants it to say: for protocols of lines, such as
 * SMTP and IMAP, and for peers that do not keep to them. Each connection has a thread of its own. Close it.
 */
public final class LineServer implements Closeable {

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final Thread accepting;

    /** What it does with a connection; what it throws ends the connection's thread. */
    @FunctionalInterface
    public interface Talk {
        /** Reads and writes as it likes, for as long as it likes. */
        void with(Socket socket) throws IOException;
    }

    /** Serves until it is closed. */
    public LineServer(Talk talk) throws IOException {
        accepting = daemon(() -> {
            while (true) {
                Socket socket = server.accept();
                accepted.add(socket);
                daemon(() -> talk.with(socket));
            }
        });
    }

    /** Greets with the first step and answers the n-th line with the step behind the n-th, whatever the line is. */
    public static LineServer talking(String... steps) throws IOException {
        return new LineServer(socket -> talk(socket, steps));
    }

    /** The same; goes over to TLS behind so many steps and goes on. With 0 it begins with TLS. */
    public static LineServer securing(TestCertificate certificate, int after, String... steps) throws IOException {
        return new LineServer(socket -> {
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

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** Afterwards nothing listens: the system keeps a socket open for as long as somebody waits in it. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : accepted) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) { // closed by the test, or the client has gone
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
