package org.redeye.probe.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** TLS over a connection. Not thread-safe. */
final class TlsTransport implements Transport {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ByteBuffer scratch;
    private final ByteBuffer received;
    private final ByteBuffer sent;
    private boolean ended;

    /** @param scratch an empty buffer of at least 32 KiB that is free during each call */
    TlsTransport(SocketChannel channel, SSLEngine engine, ByteBuffer scratch) throws SSLException {
        this.channel = channel;
        this.engine = engine;
        this.scratch = scratch;
        int packet = engine.getSession().getPacketBufferSize();
        received = ByteBuffer.allocate(packet);
        sent = ByteBuffer.allocate(packet).flip();
        engine.beginHandshake();
    }

    /** When the target's certificate ends. */
    Instant certificateEnd() throws SSLException {
        Certificate[] chain = engine.getSession().getPeerCertificates();
        return ((X509Certificate) chain[0]).getNotAfter().toInstant();
    }

    @Override
    public boolean handshake() throws IOException {
        while (true) {
            if (!flush()) {
                return false;
            }
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    scratch.clear();
                    if (!unwrap(scratch)) {
                        return false;
                    }
                    if (ended) {
                        throw new EOFException("the connection ended in the TLS handshake");
                    }
                }
                default -> {
                    return true;
                }
            }
        }
    }

    @Override
    public boolean write(ByteBuffer from) throws IOException {
        while (flush()) {
            if (!from.hasRemaining()) {
                return true;
            }
            wrap(from);
        }
        return false;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        while (into.position() == before) {
            if (ended) {
                return -1;
            }
            if (!unwrap(into)) {
                return 0;
            }
            switch (engine.getHandshakeStatus()) { // a key update of the target's
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING);
                default -> flush();
            }
        }
        return into.position() - before;
    }

    @Override
    public int waitsFor() {
        return sent.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    /** One record more; false if it is not all there yet. */
    private boolean unwrap(ByteBuffer into) throws IOException {
        while (true) {
            received.flip();
            SSLEngineResult result;
            try {
                result = engine.unwrap(received, into);
            } finally {
                received.compact();
            }
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> {
                    ended = true;
                    return true;
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a record is larger than TLS allows");
                case BUFFER_UNDERFLOW -> {
                    int count = channel.read(received);
                    if (count < 0) {
                        ended = true;
                        return true;
                    }
                    if (count == 0) {
                        return false;
                    }
                }
            }
        }
    }

    private void wrap(ByteBuffer from) throws IOException {
        if (!flush()) {
            return;
        }
        sent.clear();
        try {
            engine.wrap(from, sent);
        } finally {
            sent.flip();
        }
        flush();
    }

    private boolean flush() throws IOException {
        if (sent.hasRemaining()) {
            channel.write(sent);
        }
        return !sent.hasRemaining();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
