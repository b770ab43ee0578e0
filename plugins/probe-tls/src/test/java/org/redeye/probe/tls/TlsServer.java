package org.redeye.probe.tls;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import org.redeye.testkit.TestCertificate;

/** A server of a test; what it does with a connection is up to the test. */
final class TlsServer implements Closeable {

    private final ServerSocket server;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    /** What it does with a connection. */
    interface Talk {
        void with(Socket socket) throws IOException;
    }

    private TlsServer(ServerSocket server, Talk talk) {
        this.server = server;
        var thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    accepted.add(socket);
                    daemon(() -> talk.with(socket));
                } catch (IOException e) { // closed by the test
                    Thread.currentThread().interrupt();
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Shakes hands with this certificate, with these protocols only, and then waits. */
    static TlsServer of(TestCertificate certificate, String... protocols) throws IOException {
        var server = (SSLServerSocket) certificate
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        if (protocols.length > 0) {
            server.setEnabledProtocols(protocols);
        }
        return new TlsServer(server, socket -> socket.getInputStream().read());
    }

    static TlsServer plain(Talk talk) throws IOException {
        return new TlsServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), talk);
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
            } catch (IOException e) { // the client has gone
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
