package org.redeye.probe.ping;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * What all runs share: the sockets, opened at first use, and the thread that sends. Closed when the component is gone
 * and the last run has ended. Thread-safe.
 */
final class Sockets {

    private final Map<Family, EchoSocket> raw = new EnumMap<>(Family.class);
    private final Map<Family, EchoSocket> datagram = new EnumMap<>(Family.class);
    private final ScheduledThreadPoolExecutor sender;
    private @Nullable AsynchronousChannelGroup connections;
    private int users = 1; // the component itself

    Sockets() {
        sender = new ScheduledThreadPoolExecutor(1, Sockets::daemon);
        sender.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-probe-ping-sender");
        thread.setDaemon(true);
        return thread;
    }

    ScheduledThreadPoolExecutor sender() {
        return sender;
    }

    /** A run begins; false if everything is closed. */
    synchronized boolean retain() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** A run has ended, or the component. */
    synchronized void release() {
        if (--users == 0) {
            sender.shutdownNow();
            raw.values().forEach(EchoSocket::close);
            datagram.values().forEach(EchoSocket::close);
            if (connections != null) {
                connections.shutdown();
            }
        }
    }

    /**
     * The way to ask.
     *
     * @throws EchoSocket.DeniedException if this process may not use the method asked for
     */
    synchronized Echo open(Family family, Method method, int port) throws IOException {
        return switch (method) {
            case RAW -> icmp(raw, family, true);
            case DATAGRAM -> icmp(datagram, family, false);
            case TCP -> tcp(port);
            case AUTO -> {
                for (boolean asRaw : new boolean[] {true, false}) {
                    try {
                        yield icmp(asRaw ? raw : datagram, family, asRaw);
                    } catch (EchoSocket.DeniedException e) { // the next one, then
                    }
                }
                yield tcp(port);
            }
        };
    }

    /** How many packets came that nobody had asked for. */
    synchronized long dropped() {
        return raw.values().stream().mapToLong(EchoSocket::dropped).sum()
                + datagram.values().stream().mapToLong(EchoSocket::dropped).sum();
    }

    /** How many questions are without an answer. */
    synchronized int inFlight() {
        return raw.values().stream().mapToInt(EchoSocket::inFlight).sum()
                + datagram.values().stream().mapToInt(EchoSocket::inFlight).sum();
    }

    private static EchoSocket icmp(Map<Family, EchoSocket> known, Family family, boolean asRaw) throws IOException {
        EchoSocket socket = known.get(family);
        if (socket == null || !socket.isOpen()) {
            socket = load(family, asRaw);
            known.put(family, socket);
        }
        return socket;
    }

    private static EchoSocket load(Family family, boolean asRaw) throws IOException {
        try {
            if (!Platform.isLinux() || Native.POINTER_SIZE != 8) {
                throw new EchoSocket.DeniedException("ICMP is sent from Linux with 64 bits only");
            }
            return new EchoSocket(family, asRaw);
        } catch (LinkageError e) { // JNA has no native part for this machine
            throw new EchoSocket.DeniedException("ICMP cannot be sent here: " + e.getMessage());
        }
    }

    private TcpEcho tcp(int port) throws IOException {
        if (connections == null) {
            connections = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
                Thread thread = daemon(work);
                thread.setName("rem-probe-ping-tcp");
                return thread;
            });
        }
        return new TcpEcho(port, connections);
    }
}
