package org.redeye.net;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.redeye.api.probe.Reason;

/** TLS over a connection. */
final class Tls {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Connection connection;
    private final SSLEngine engine;
    /** What came and is not decoded yet, ready to be read. */
    private ByteBuffer received;

    private final ByteBuffer sent;
    /** What is decoded and not read yet, ready to be read. */
    private final ByteBuffer plain;

    Tls(Connection connection, SSLEngine engine) {
        this.connection = connection;
        this.engine = engine;
        SSLSession session = engine.getSession();
        received = ByteBuffer.allocate(session.getPacketBufferSize()).flip();
        sent = ByteBuffer.allocate(session.getPacketBufferSize());
        plain = ByteBuffer.allocate(session.getApplicationBufferSize()).flip();
    }

    void handshake(CompletableFuture<SSLSession> session) {
        try {
            engine.beginHandshake();
            shake(() -> session.complete(engine.getSession()), session);
        } catch (SSLException e) {
            failed(e, session);
        }
    }

    /** Goes on until neither side has anything to negotiate. */
    private void shake(Runnable done, CompletableFuture<?> failed) {
        try {
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> tasks();
                    case NEED_WRAP -> {
                        if (engine.isOutboundDone()) {
                            done.run();
                            return;
                        }
                        engine.wrap(NOTHING, sent.clear());
                        connection.write(sent.flip(), () -> shake(done, failed), failed);
                        return;
                    }
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (unwrap()) {
                            continue;
                        }
                        more(
                                count -> {
                                    if (count < 0) {
                                        failed.completeExceptionally(new Finding(
                                                Reason.TLS,
                                                connection.place() + " ended the connection in the TLS handshake."));
                                    } else {
                                        shake(done, failed);
                                    }
                                },
                                failed);
                        return;
                    }
                    default -> {
                        done.run();
                        return;
                    }
                }
            }
        } catch (SSLException e) {
            failed(e, failed);
        }
    }

    void send(ByteBuffer from, CompletableFuture<Void> done) {
        try {
            if (!from.hasRemaining()) {
                done.complete(null);
                return;
            }
            engine.wrap(from, sent.clear());
            connection.write(sent.flip(), () -> send(from, done), done);
        } catch (SSLException e) {
            failed(e, done);
        }
    }

    void read(ByteBuffer into, Consumer<Integer> done, CompletableFuture<?> failed) {
        try {
            while (!plain.hasRemaining()) {
                if (engine.isInboundDone()) {
                    done.accept(-1);
                    return;
                }
                if (!unwrap()) {
                    more(
                            count -> {
                                if (count < 0) {
                                    done.accept(-1);
                                } else {
                                    read(into, done, failed);
                                }
                            },
                            failed);
                    return;
                }
                if (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                        && !engine.isInboundDone()) { // a key update of the target's
                    shake(() -> read(into, done, failed), failed);
                    return;
                }
            }
            int before = into.position();
            while (plain.hasRemaining() && into.hasRemaining()) {
                into.put(plain.get());
            }
            done.accept(into.position() - before);
        } catch (SSLException e) {
            failed(e, failed);
        }
    }

    /** Decodes one record; false if it is not all there yet. */
    private boolean unwrap() throws SSLException {
        plain.compact();
        try {
            return switch (engine.unwrap(received, plain).getStatus()) {
                case OK, CLOSED -> true;
                case BUFFER_UNDERFLOW -> false;
                case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
            };
        } finally {
            plain.flip();
        }
    }

    private void more(Consumer<Integer> done, CompletableFuture<?> failed) {
        received.compact();
        if (!received.hasRemaining()) { // the engine may ask for records larger than it first said
            received = ByteBuffer.allocate(received.capacity() * 2).put(received.flip());
        }
        ByteBuffer target = received;
        connection.receive(
                target,
                count -> {
                    target.flip();
                    done.accept(count);
                },
                failed);
    }

    private void tasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private void failed(SSLException e, CompletableFuture<?> failed) {
        // the alert for the other side is not sent: the connection ends with the run
        failed.completeExceptionally(new Finding(
                Reason.TLS, "The TLS handshake with " + connection.place() + " failed: " + Failures.text(e) + "."));
    }
}
