package org.redeye.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;

/**
 * A TCP connection that never holds up a thread, with TLS from some point on if wanted. One call at a time: the next one
 * after the stage of the one before is complete. Every stage fails with a {@link Finding} if the target is to blame.
 */
public final class Connection implements Closeable {

    private static final int CHUNK = 8 * 1024;

    private final AsynchronousSocketChannel channel;
    private final String place;
    /** Bytes that have come and that nobody has asked for yet; ready to be read. */
    private final ByteBuffer waiting = ByteBuffer.allocate(CHUNK).flip();

    private @Nullable Tls tls;

    private Connection(AsynchronousSocketChannel channel, String place) {
        this.channel = channel;
        this.place = place;
    }

    /**
     * Connects to the first of these addresses that takes the connection; closed when the run ends.
     *
     * @param name what messages call the target
     */
    public static CompletableFuture<Connection> open(
            Course course, AsynchronousChannelGroup group, String name, List<InetAddress> addresses, int port) {
        String place = Names.place(name, port);
        course.waitsFor(place + " did not accept the connection");
        var opened = new CompletableFuture<Connection>();
        connect(course, group, place, addresses, 0, port, opened);
        return opened;
    }

    private static void connect(
            Course course,
            AsynchronousChannelGroup group,
            String place,
            List<InetAddress> addresses,
            int index,
            int port,
            CompletableFuture<Connection> opened) {
        if (course.isOver()) {
            opened.cancel(false);
            return;
        }
        var target = new InetSocketAddress(addresses.get(index), port);
        course.context().log("connect to " + target.getAddress().getHostAddress() + " port " + port);
        Consumer<Throwable> failed = reason -> {
            if (index + 1 < addresses.size()) {
                connect(course, group, place, addresses, index + 1, port, opened);
            } else {
                opened.completeExceptionally(
                        new Finding(Failures.connecting(reason), place + ": " + Failures.text(reason) + "."));
            }
        };
        try {
            AsynchronousSocketChannel socket = AsynchronousSocketChannel.open(group);
            course.closeAtTheEnd(socket);
            socket.connect(target, null, handler(done -> opened.complete(new Connection(socket, place)), reason -> {
                closeQuietly(course, socket);
                failed.accept(reason);
            }));
        } catch (IOException | RuntimeException e) { // no file descriptor left, or an address family the node lacks
            opened.completeExceptionally(
                    new Finding(Reason.OVERLOAD, "No socket could be opened: " + Failures.text(e) + "."));
        }
    }

    /** What messages call it: host and port. */
    public String place() {
        return place;
    }

    /** Sends all of it. */
    public CompletableFuture<Void> send(byte[] bytes) {
        var sent = new CompletableFuture<Void>();
        Tls layer = tls;
        if (layer == null) {
            write(ByteBuffer.wrap(bytes), () -> sent.complete(null), sent);
        } else {
            layer.send(ByteBuffer.wrap(bytes), sent);
        }
        return sent;
    }

    /** Reads what is there, at least one byte: the count, or -1 at the end. */
    public CompletableFuture<Integer> read(ByteBuffer into) {
        var count = new CompletableFuture<Integer>();
        if (waiting.hasRemaining()) {
            int before = into.position();
            while (waiting.hasRemaining() && into.hasRemaining()) {
                into.put(waiting.get());
            }
            count.complete(into.position() - before);
        } else {
            fill(into, count::complete, count);
        }
        return count;
    }

    /**
     * Reads a line that ends with LF, without its end; one character a byte.
     *
     * @param most how many bytes it may have; more is a finding of the reason PROTOCOL, as is the end of the connection
     */
    public CompletableFuture<String> line(int most) {
        var line = new CompletableFuture<String>();
        gather(new StringBuilder(), most, line);
        return line;
    }

    private void gather(StringBuilder text, int most, CompletableFuture<String> line) {
        while (waiting.hasRemaining()) {
            char next = (char) (waiting.get() & 0xff);
            if (next == '\n') {
                int length = text.length();
                boolean cr = length > 0 && text.charAt(length - 1) == '\r';
                line.complete(text.substring(0, cr ? length - 1 : length));
                return;
            }
            if (text.length() >= most) {
                line.completeExceptionally(new Finding(
                        Reason.PROTOCOL, place + " sent a line of more than " + most + " bytes: expected a line end."));
                return;
            }
            text.append(next);
        }
        fill(
                waiting.clear(),
                count -> {
                    waiting.flip();
                    if (count < 0) {
                        line.completeExceptionally(new Finding(
                                Reason.RESET,
                                place + " ended the connection"
                                        + (text.isEmpty()
                                                ? "."
                                                : " in the middle of the line " + Outcomes.excerpt(text.toString())
                                                        + ".")));
                    } else {
                        gather(text, most, line);
                    }
                },
                line);
    }

    /**
     * Goes over to TLS. Fails with a finding of the reason TLS if the handshake does, and PROTOCOL if the target sent more
     * than it should before, which somebody could have put there.
     */
    public CompletableFuture<SSLSession> secure(SSLEngine engine) {
        var session = new CompletableFuture<SSLSession>();
        if (waiting.hasRemaining()) {
            session.completeExceptionally(new Finding(
                    Reason.PROTOCOL,
                    place + " sent " + waiting.remaining() + " bytes before TLS that belong to nothing."));
            return session;
        }
        var layer = new Tls(this, engine);
        tls = layer;
        layer.handshake(session);
        return session;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void fill(ByteBuffer into, Consumer<Integer> done, CompletableFuture<?> failed) {
        Tls layer = tls;
        if (layer == null) {
            receive(into, done, failed);
        } else {
            layer.read(into, done, failed);
        }
    }

    /** Reads bytes as they are on the wire. */
    void receive(ByteBuffer into, Consumer<Integer> done, CompletableFuture<?> failed) {
        try {
            channel.read(into, null, handler(done, reason -> broken(reason, failed)));
        } catch (RuntimeException e) { // the group or the channel was closed in between
            broken(e, failed);
        }
    }

    /** Sends bytes as they are. */
    void write(ByteBuffer from, Runnable done, CompletableFuture<?> failed) {
        if (!from.hasRemaining()) {
            done.run();
            return;
        }
        try {
            channel.write(from, null, handler(count -> write(from, done, failed), reason -> broken(reason, failed)));
        } catch (RuntimeException e) {
            broken(e, failed);
        }
    }

    private void broken(Throwable reason, CompletableFuture<?> failed) {
        failed.completeExceptionally(
                new Finding(Reason.RESET, place + " ended the connection: " + Failures.text(reason) + "."));
    }

    private static void closeQuietly(Course course, AsynchronousSocketChannel socket) {
        try {
            socket.close();
        } catch (IOException e) {
            course.context().log("close: " + Failures.text(e));
        }
    }

    private static <T> CompletionHandler<T, @Nullable Void> handler(Consumer<T> done, Consumer<Throwable> failed) {
        return new CompletionHandler<>() {
            @Override
            public void completed(T result, @Nullable Void nothing) {
                done.accept(result);
            }

            @Override
            public void failed(Throwable reason, @Nullable Void nothing) {
                failed.accept(reason);
            }
        };
    }
}
