package org.redeye.probe.ntp;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/** A time server of a test; what it says is up to the test. */
final class TimeServer implements Closeable {

    private final DatagramSocket socket =
            new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    private final int port = socket.getLocalPort();
    private final Thread serving;

    /** Answers a question. */
    interface Handler {
        void answer(TimeServer server, DatagramPacket question) throws IOException;
    }

    TimeServer(Handler handler) throws IOException {
        serving = new Thread(() -> {
            try {
                while (true) {
                    var question = new DatagramPacket(new byte[512], 512);
                    socket.receive(question);
                    handler.answer(this, question);
                }
            } catch (IOException e) { // closed by the test
                Thread.currentThread().interrupt();
            }
        });
        serving.setDaemon(true);
        serving.start();
    }

    int port() {
        return port;
    }

    void send(DatagramPacket question, byte[] answer) throws IOException {
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
    }

    /** A good answer of a server of the stratum 2 whose clock is ahead by this. */
    static ByteBuffer answer(DatagramPacket question, double ahead) {
        Instant now = Instant.now();
        long time = Packet.stamp(now.getEpochSecond() * 1_000_000_000L + now.getNano() + (long) (ahead * 1e9));
        return ByteBuffer.allocate(48)
                .put(0, (byte) 0x24)
                .put(1, (byte) 2)
                .putInt(4, 0x8000) // half a second
                .putInt(8, 0x4000) // a quarter
                .putLong(16, time - (60L << 32))
                .putLong(
                        24,
                        ByteBuffer.wrap(Arrays.copyOf(question.getData(), 48)).getLong(40))
                .putLong(32, time)
                .putLong(40, time);
    }

    /** Afterwards nothing listens: the system keeps a socket open for as long as somebody waits in it. */
    @Override
    public void close() {
        socket.close();
        try {
            serving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
