package org.redeye.probe.dns;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server of a test, on the same port for datagrams and connections. What it says is up to the test. */
final class NameServer implements Closeable {

    private final int port;
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final List<Thread> serving = new ArrayList<>();
    final List<byte[]> questions = new CopyOnWriteArrayList<>();

    /** Answers a datagram. */
    interface Datagram {
        void answer(DatagramSocket socket, DatagramPacket question) throws IOException;
    }

    /** Answers a question that came by connection; what it returns is sent with its length before. */
    interface Stream {
        void answer(byte[] question, DataOutputStream out) throws IOException;
    }

    private NameServer(DatagramSocket datagrams, ServerSocket connections) {
        this.port = datagrams.getLocalPort();
        this.datagrams = datagrams;
        this.connections = connections;
    }

    static NameServer start(Datagram datagram, Stream stream) throws IOException {
        var loopback = InetAddress.getByName("127.0.0.1");
        while (true) {
            var udp = new DatagramSocket(new InetSocketAddress(loopback, 0));
            try {
                var server = new NameServer(udp, new ServerSocket(udp.getLocalPort(), 50, loopback));
                server.daemon(() -> server.serve(datagram));
                server.daemon(() -> server.accept(stream));
                return server;
            } catch (java.net.BindException e) { // the port is free for datagrams only
                udp.close();
            }
        }
    }

    static NameServer datagrams(Datagram datagram) throws IOException {
        return start(datagram, (question, out) -> out.close());
    }

    int port() {
        return port;
    }

    private void serve(Datagram datagram) throws IOException {
        while (true) {
            var packet = new DatagramPacket(new byte[4096], 4096);
            datagrams.receive(packet);
            questions.add(question(packet));
            datagram.answer(datagrams, packet);
        }
    }

    private void accept(Stream stream) throws IOException {
        while (true) {
            try (Socket socket = connections.accept()) {
                var in = new DataInputStream(socket.getInputStream());
                byte[] question = in.readNBytes(in.readUnsignedShort());
                stream.answer(question, new DataOutputStream(socket.getOutputStream()));
            } catch (java.net.SocketException e) {
                if (connections.isClosed()) {
                    return;
                }
            }
        }
    }

    static byte[] question(DatagramPacket packet) {
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }

    static void reply(DatagramSocket socket, DatagramPacket question, byte[] answer) throws IOException {
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
    }

    /** Afterwards nothing listens: the system keeps a socket open for as long as somebody waits in it. */
    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
        for (Thread thread : serving) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void daemon(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) { // closed by the test
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        serving.add(thread);
    }

    /** Builds an answer to a question. */
    static final class Reply {
        private final byte[] question;
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();
        private int flags = 0x8180;
        private int count;

        Reply(byte[] question) {
            this.question = question;
        }

        Reply flags(int value) {
            flags = value;
            return this;
        }

        /** At the name asked for, by a pointer to it. */
        Reply record(RecordType type, int ttl, byte[] data) {
            return record(new byte[] {(byte) 0xc0, 12}, type.code(), ttl, data);
        }

        Reply record(byte[] name, int type, int ttl, byte[] data) {
            records.writeBytes(name);
            records.writeBytes(ByteBuffer.allocate(10)
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(ttl)
                    .putShort((short) data.length)
                    .array());
            records.writeBytes(data);
            count++;
            return this;
        }

        byte[] bytes() {
            int end = 12;
            while (question[end] != 0) {
                end += question[end] + 1;
            }
            end += 5;
            return ByteBuffer.allocate(end + records.size())
                    .put(question, 0, 2)
                    .putShort((short) flags)
                    .putShort((short) 1)
                    .putShort((short) count)
                    .putInt(0)
                    .put(question, 12, end - 12)
                    .put(records.toByteArray())
                    .array();
        }
    }
}
