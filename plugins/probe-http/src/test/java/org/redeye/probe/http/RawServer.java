package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does with each connection what a test wants, right or wrong. */
final class RawServer implements Closeable {

    /** What to do with a connection; the request's head has been read. */
    interface Script {
        void answer(String request, Socket socket) throws Exception;
    }

    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    final List<String> requests = new CopyOnWriteArrayList<>();

    RawServer(Script script) throws IOException {
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> {
                    String request = head(socket.getInputStream());
                    requests.add(request);
                    script.answer(request, socket);
                });
            }
        });
    }

    /** Answers every request with these characters and closes. */
    static RawServer saying(String answer) throws IOException {
        return new RawServer((request, socket) -> {
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            socket.close();
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) { // the other side has gone, or the test is over
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
