package org.redeye.probe.ping;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads one socket: replies, and errors with the request they quote (recvmsg(2), ip(7)). */
final class Receiver implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);

    /** How many packets are read before errors have their turn. */
    private static final int BATCH = 1_000;

    private static final int CONTROL = 512;

    private final Family family;
    private final boolean withIpHeader;
    private final int fd;
    private final EchoSocket socket;
    private final int wake = Libc.eventfd(0, 0);
    private final Memory packet = new Memory(EchoSocket.LARGEST);
    private final ByteBuffer bytes = packet.getByteBuffer(0, EchoSocket.LARGEST);
    private final Memory address = new Memory(Family.MAX_ADDRESS);
    private final Memory control = new Memory(CONTROL);
    private final Memory vector = new Memory(16); // struct iovec
    private final Memory message = new Memory(56); // struct msghdr
    private final LongAdder dropped = new LongAdder();
    private final Thread thread;
    private volatile boolean closing;

    /** Starts the thread. It owns the descriptor from now on. */
    Receiver(Family family, boolean raw, int fd, EchoSocket socket) {
        this.family = family;
        this.withIpHeader = raw && family == Family.IPV4;
        this.fd = fd;
        this.socket = socket;
        this.thread = new Thread(this, "rem-probe-ping-" + family);
        thread.setDaemon(true);
        thread.start();
    }

    boolean isRunning() {
        return !closing && thread.isAlive();
    }

    long dropped() {
        return dropped.sum();
    }

    void close() {
        closing = true;
        try (var one = new Memory(8)) {
            one.setLong(0, 1);
            Libc.write(wake, one, 8);
        }
    }

    @Override
    public void run() {
        try (var waited = new Memory(16)) { // two struct pollfd
            waited.clear();
            waited.setInt(0, wake);
            waited.setShort(4, Libc.POLLIN);
            waited.setInt(8, fd);
            waited.setShort(12, Libc.POLLIN);
            while (!closing) {
                if (Libc.poll(waited, 2, -1) > 0) {
                    replies();
                    errors();
                }
            }
        } catch (RuntimeException e) {
            LOG.error("Receiving of {} stops; a new socket is opened for the next run.", socket.method(), e);
        } finally {
            Libc.close(fd);
            Libc.close(wake);
        }
    }

    private void replies() {
        for (int i = 0; i < BATCH; i++) {
            int length = receive(0);
            long at = System.nanoTime();
            if (length >= 0) {
                bytes.limit(length).position(withIpHeader && length > 0 ? (bytes.get(0) & 0xf) * 4 : 0);
                boolean known = EchoPacket.read(bytes)
                        .filter(reply -> reply.type() == family.reply)
                        .map(reply -> socket.replied(family.read(address), reply, at))
                        .orElse(false);
                count(known);
            } else if (Libc.errno() == Libc.EAGAIN) {
                return;
            } // else: the kernel tells of an error here whose details are in the other queue
        }
    }

    private void errors() {
        for (int i = 0; i < BATCH; i++) {
            int length = receive(Libc.MSG_ERRQUEUE);
            if (length < 0) {
                return;
            }
            int errno = control.getInt(16); // struct cmsghdr, then struct sock_extended_err
            bytes.limit(length).position(0);
            boolean known = EchoPacket.read(bytes)
                    .map(request -> errno != 0 && socket.failed(family.read(address), request, errno))
                    .orElse(false);
            count(known);
        }
    }

    private void count(boolean known) {
        if (!known) {
            dropped.increment();
        }
    }

    /** Reads into {@link #bytes} and {@link #address}; the length, negative for nothing. */
    private int receive(int flags) {
        bytes.clear();
        control.clear();
        vector.setPointer(0, packet);
        vector.setLong(8, packet.size());
        message.clear();
        message.setPointer(0, address);
        message.setInt(8, (int) address.size());
        message.setPointer(16, vector);
        message.setLong(24, 1);
        message.setPointer(32, control);
        message.setLong(40, CONTROL);
        return (int) Libc.recvmsg(fd, message, Libc.MSG_DONTWAIT | flags);
    }
}
