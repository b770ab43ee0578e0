package org.redeye.probe.ping;

import com.sun.jna.Memory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.probe.Reason;

/**
 * A socket of the kernel's that sends echo requests to any number of targets. One thread reads what comes back and gives
 * it to whom it belongs; what belongs to nobody (forged, late, double, somebody else's) is counted and dropped.
 */
final class EchoSocket implements Echo {

    /** Enough for the payload and every header. */
    static final int LARGEST = 65_535;

    /** How often an error that may be another target's is tried again: the kernel tells it to the next who calls. */
    private static final int TRIES = 3;

    private final Family family;
    private final boolean raw;
    private final int fd;
    private final Receiver receiver;
    private final int identifier;
    private final SecureRandom random = new SecureRandom();
    private final Map<Key, Question> open = new ConcurrentHashMap<>();
    private final Map<Answer, Key> asked = new ConcurrentHashMap<>();
    private final Memory packet = new Memory(LARGEST);
    private final ByteBuffer bytes = packet.getByteBuffer(0, LARGEST);
    private final Memory address = new Memory(Family.MAX_ADDRESS);
    private int sequence;

    private record Key(InetAddress target, int sequence) {}

    private record Question(long token, long sentAt, Answer answer) {}

    /** @throws DeniedException if this process may not open such a socket */
    EchoSocket(Family family, boolean raw) throws IOException {
        this.family = family;
        this.raw = raw;
        this.fd = Libc.socket(
                family.domain, (raw ? Libc.SOCK_RAW : Libc.SOCK_DGRAM) | Libc.SOCK_CLOEXEC, family.protocol);
        if (fd < 0) {
            throw refusal(Libc.errno());
        }
        this.identifier = random.nextInt(0x10000);
        enlarge(Libc.SO_RCVBUFFORCE, Libc.SO_RCVBUF);
        enlarge(Libc.SO_SNDBUFFORCE, Libc.SO_SNDBUF);
        if (raw) {
            family.filter(fd, identifier);
        }
        family.reportErrors(fd);
        this.receiver = new Receiver(family, raw, fd, this);
    }

    private IOException refusal(int errno) {
        if (errno == Libc.EMFILE || errno == Libc.ENFILE) {
            return new IOException("no file descriptor is left (error " + errno + ")");
        }
        return new DeniedException(method() + " may not be used here (error " + errno + ")");
    }

    /** Thousands of replies may come within a moment. The force needs a right; without it the node's limit stands. */
    private void enlarge(int force, int usual) {
        try (var size = new Memory(4)) {
            size.setInt(0, 4 * 1024 * 1024);
            if (Libc.setsockopt(fd, Libc.SOL_SOCKET, force, size, 4) < 0) {
                Libc.setsockopt(fd, Libc.SOL_SOCKET, usual, size, 4);
            }
        }
    }

    @Override
    public String method() {
        return (family == Family.IPV4 ? "ICMP" : "ICMPv6") + (raw ? " (raw socket)" : " (datagram socket)");
    }

    /** Whether it can still be used. */
    boolean isOpen() {
        return receiver.isRunning();
    }

    @Override
    public boolean send(InetAddress target, int size, Answer answer) {
        var key = new Key(target, ++sequence & 0xffff);
        if (open.containsKey(key)) { // the one with this number still waits; the next time it is the next number
            return false;
        }
        long token = random.nextLong();
        int length = new EchoPacket(family.request, identifier, key.sequence(), token).write(bytes, size);
        family.write(target, address);
        open.put(key, new Question(token, System.nanoTime(), answer)); // before it is sent: the reply may be quick
        asked.put(answer, key);
        int errno = 0;
        for (int i = 0; i < TRIES; i++) {
            if (Libc.sendto(fd, packet, length, Libc.MSG_DONTWAIT, address, family.addressLength) >= 0) {
                return true;
            }
            errno = Libc.errno();
        }
        forget(answer);
        if (errno != Libc.EAGAIN && errno != Libc.ENOBUFS) {
            answer.failed(Errors.reason(errno), Errors.text(errno));
        }
        return false;
    }

    @Override
    public void forget(Answer answer) {
        Key key = asked.remove(answer);
        if (key != null) {
            open.remove(key);
        }
    }

    /** A reply has come; false if nobody waits for it. */
    boolean replied(InetAddress from, EchoPacket reply, long at) {
        var key = new Key(from, reply.sequence());
        Question question = open.get(key);
        if (question == null || question.token() != reply.token() || !isOurs(reply)) {
            return false;
        }
        return take(key, question, () -> question.answer().replied(at - question.sentAt()));
    }

    /** An ICMP error has come, with the request it is about. */
    boolean failed(InetAddress target, EchoPacket request, int errno) {
        var key = new Key(target, request.sequence());
        Question question = open.get(key);
        if (question == null || request.type() != family.request || !isOurs(request)) {
            return false;
        }
        return take(key, question, () -> question.answer().failed(Reason.UNREACHABLE, Errors.text(errno)));
    }

    /** One question has one answer, whoever else forgets it at this moment. */
    private boolean take(Key key, Question question, Runnable tell) {
        boolean taken = open.remove(key, question);
        if (taken) {
            asked.remove(question.answer());
            tell.run();
        }
        return taken;
    }

    /** The kernel gives a datagram socket an identifier of its own, and only what belongs to it. */
    private boolean isOurs(EchoPacket packet) {
        return !raw || packet.identifier() == identifier;
    }

    /** How many packets came that nobody had asked for. */
    long dropped() {
        return receiver.dropped();
    }

    /** How many questions are without an answer. */
    int inFlight() {
        return open.size();
    }

    /** Ends the thread, which closes the socket. */
    void close() {
        receiver.close();
    }

    /** This process may not do it. */
    static final class DeniedException extends IOException {
        private static final long serialVersionUID = 1;

        DeniedException(String message) {
            super(message);
        }
    }
}
