package org.redeye.notifier.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * The sockets of one try, so that they can be closed from outside: nothing else ends a read from a server that says a byte now
 * and then. Thread-safe.
 */
final class Sockets extends SocketFactory {

    // guarded by this
    private final List<Socket> all = new ArrayList<>();
    private boolean closed;

    /** Ends all reads and writes; a socket made later is closed at once. */
    synchronized void close() {
        closed = true;
        all.forEach(Sockets::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is of no use in any case
        }
    }

    private synchronized Socket kept(Socket socket) {
        all.add(socket);
        if (closed) {
            close(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket() {
        return kept(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return kept(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return kept(new Socket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return kept(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return kept(new Socket(host, port, local, localPort));
    }
}
