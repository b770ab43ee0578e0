package org.redeye.probe.sweep;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An ICMP socket of one sweep, that sends and reads many packets with one call each (sendmmsg(2), recvmmsg(2)). A filter in
 * the kernel keeps away what belongs to other programs. Layouts are those of Linux with 64 bits. Not thread-safe.
 */
final class SweepSocket implements AutoCloseable {

    /** Packets of one call. */
    static final int BATCH = 64;

    private static final int MESSAGE = 64; // struct mmsghdr
    private static final int VECTOR = 16; // struct iovec
    private static final int ADDRESS = 16; // struct sockaddr_in
    private static final int ROOM = 128; // of an answer: an IP header of at most 60 bytes and our packet
    private static final int CONTROL = 64; // one control message with a struct timespec
    private static final int RECEIVE_BUFFER = 8 << 20;

    private final int fd;
    private final boolean raw;
    private final Block sending;
    private final Block receiving;
    private final Memory waited = new Memory(8); // struct pollfd

    /** Messages with all that they point to, in memory that the kernel fills. */
    private static final class Block {
        final Memory memory;
        final ByteBuffer bytes;
        final int addresses = BATCH * (MESSAGE + VECTOR);
        final int controls = addresses + BATCH * ADDRESS;
        final int packets = controls + BATCH * CONTROL;

        Block() {
            memory = new Memory(packets + (long) BATCH * ROOM);
            memory.clear();
            bytes = memory.getByteBuffer(0, memory.size()).order(ByteOrder.nativeOrder());
            long begin = Pointer.nativeValue(memory);
            for (int i = 0; i < BATCH; i++) {
                int message = i * MESSAGE;
                int vector = BATCH * MESSAGE + i * VECTOR;
                bytes.putLong(message, begin + addresses + (long) i * ADDRESS)
                        .putInt(message + 8, ADDRESS)
                        .putLong(message + 16, begin + vector)
                        .putLong(message + 24, 1)
                        .putLong(vector, begin + packets + (long) i * ROOM)
                        .putLong(vector + 8, ROOM);
            }
        }

        int packet(int i) {
            return packets + i * ROOM;
        }
    }

    /** Takes what came. */
    interface Answers {
        /**
         * @param from the address it came from
         * @param packet where its ICMP header begins in {@code bytes}
         * @param length from there on
         * @param stampNanos when the kernel saw it, nanoseconds since the epoch; 0 if it did not say
         */
        void take(int from, ByteBuffer bytes, int packet, int length, long stampNanos);
    }

    /**
     * @param identifier of this sweep's packets, 16 bits
     * @throws DeniedException if this process may not open such a socket
     */
    SweepSocket(int identifier) throws IOException {
        if (!Platform.isLinux() || Native.POINTER_SIZE != 8) {
            throw new DeniedException("ICMP is sent from Linux with 64 bits only");
        }
        int open = open(true);
        raw = open >= 0;
        fd = raw ? open : open(false);
        if (fd < 0) {
            throw refusal(Libc.errno());
        }
        sending = new Block();
        receiving = new Block();
        if (raw) {
            filter(identifier);
            while (receive((from, bytes, packet, length, stamp) -> {})) {
                // what came before the filter was there
            }
        }
        set(Libc.SO_TIMESTAMPNS, 1);
        enlarge(Libc.SO_RCVBUFFORCE, Libc.SO_RCVBUF);
        enlarge(Libc.SO_SNDBUFFORCE, Libc.SO_SNDBUF);
    }

    private static int open(boolean asRaw) {
        return Libc.socket(
                Libc.AF_INET, (asRaw ? Libc.SOCK_RAW : Libc.SOCK_DGRAM) | Libc.SOCK_CLOEXEC, Libc.IPPROTO_ICMP);
    }

    private static IOException refusal(int errno) {
        return errno == Libc.EMFILE || errno == Libc.ENFILE
                ? new IOException("no file descriptor is left (error " + errno + ")")
                : new DeniedException("neither a raw nor a datagram ICMP socket may be opened (error " + errno + ")");
    }

    private boolean set(int option, int value) {
        try (var number = new Memory(4)) {
            number.setInt(0, value);
            return Libc.setsockopt(fd, Libc.SOL_SOCKET, option, number, 4) == 0;
        }
    }

    /** All answers of a sweep may come within a moment. The force needs a right; without it the node's limit stands. */
    private void enlarge(int force, int usual) {
        if (!set(force, RECEIVE_BUFFER)) {
            set(usual, RECEIVE_BUFFER);
        }
    }

    /**
     * Echo replies with our identifier only, as a program of the kernel's (classic BPF): every raw socket is given every
     * ICMP packet, and sweeps go on beside each other.
     */
    private void filter(int identifier) {
        int[][] program = {
            {0xb1, 0, 0, 0}, // x = 4 * (packet[0] & 0xf): the length of the IP header
            {0x50, 0, 0, 0}, // a = packet[x]: the type
            {0x15, 0, 3, 0}, // not an echo reply: drop
            {0x48, 0, 0, 4}, // a = the 16 bits at packet[x + 4]
            {0x15, 0, 1, identifier},
            {0x06, 0, 0, 0xffff}, // accept
            {0x06, 0, 0, 0}, // drop
        };
        try (var code = new Memory(8L * program.length);
                var head = new Memory(16)) {
            for (int i = 0; i < program.length; i++) {
                code.setShort(8L * i, (short) program[i][0]);
                code.setByte(8L * i + 2, (byte) program[i][1]);
                code.setByte(8L * i + 3, (byte) program[i][2]);
                code.setInt(8L * i + 4, program[i][3]);
            }
            head.clear();
            head.setShort(0, (short) program.length);
            head.setPointer(8, code);
            // if the kernel takes no filter, what is not ours is seen here and passed over
            Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, head, 16);
        }
    }

    /** How it asks, for people. */
    String method() {
        return "ICMP (" + (raw ? "raw" : "datagram") + " socket)";
    }

    /** Whether answers carry the identifier that was sent; to a datagram socket the kernel gives one of its own. */
    boolean keepsIdentifier() {
        return raw;
    }

    /** Where the packet with this number in the next batch is to be written, see {@link #sendingTo}. */
    int place(int number) {
        return sending.packet(number);
    }

    /** The memory of the next batch, in the order of the machine. */
    ByteBuffer bytes() {
        return sending.bytes;
    }

    /** Names the address of a packet of the next batch and its length. */
    void sendingTo(int number, int address, int length) {
        int at = sending.addresses + number * ADDRESS;
        sending.bytes
                .putShort(at, (short) Libc.AF_INET)
                .putInt(at + 4, Integer.reverseBytes(address))
                .putLong(BATCH * MESSAGE + number * VECTOR + 8, length);
    }

    /**
     * Sends packets of the batch; never waits.
     *
     * @param first the number of the first of them
     * @return how many left; 0 if there is no room now, negative if the first of them cannot be sent
     */
    int send(int first, int count) {
        int sent = Libc.sendmmsg(fd, sending.memory.share((long) first * MESSAGE), count, Libc.MSG_DONTWAIT);
        if (sent >= 0) {
            return sent;
        }
        int errno = Libc.errno();
        return errno == Libc.EAGAIN || errno == Libc.ENOBUFS || errno == Libc.EINTR ? 0 : -1;
    }

    /** Hands on what has come; never waits. @return whether there was anything */
    boolean receive(Answers answers) {
        int came = Libc.recvmmsg(fd, ready(), BATCH, Libc.MSG_DONTWAIT, Pointer.NULL);
        for (int i = 0; i < came; i++) {
            int at = receiving.packet(i);
            int length = receiving.bytes.getInt(i * MESSAGE + 56);
            int header = raw && length > 0 ? (receiving.bytes.get(at) & 0xf) * 4 : 0;
            int from = Integer.reverseBytes(receiving.bytes.getInt(receiving.addresses + i * ADDRESS + 4));
            if (length >= header) {
                answers.take(from, receiving.bytes, at + header, length - header, stamp(i));
            }
        }
        return came > 0;
    }

    private Memory ready() {
        long begin = Pointer.nativeValue(receiving.memory);
        for (int i = 0; i < BATCH; i++) {
            receiving
                    .bytes
                    .putInt(i * MESSAGE + 8, ADDRESS)
                    .putLong(i * MESSAGE + 32, begin + receiving.controls + (long) i * CONTROL)
                    .putLong(i * MESSAGE + 40, CONTROL);
        }
        return receiving.memory;
    }

    /** Of the control message: struct cmsghdr of 16 bytes, then struct timespec. */
    private long stamp(int number) {
        int at = receiving.controls + number * CONTROL;
        boolean there = receiving.bytes.getLong(number * MESSAGE + 40) >= 32
                && receiving.bytes.getInt(at + 8) == Libc.SOL_SOCKET
                && receiving.bytes.getInt(at + 12) == Libc.SO_TIMESTAMPNS;
        return there ? receiving.bytes.getLong(at + 16) * 1_000_000_000L + receiving.bytes.getLong(at + 24) : 0;
    }

    /** Waits until something has come, at most so long. */
    void await(int millis) {
        waited.setInt(0, fd);
        waited.setShort(4, Libc.POLLIN);
        waited.setShort(6, (short) 0);
        Libc.poll(waited, 1, millis);
    }

    @Override
    public void close() {
        Libc.close(fd);
        sending.memory.close();
        receiving.memory.close();
        waited.close();
    }

    /** This process may not do it. */
    static final class DeniedException extends IOException {
        private static final long serialVersionUID = 1;

        DeniedException(String message) {
            super(message);
        }
    }
}
