package org.redeye.probe.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Moves bytes over a connection without ever waiting. */
sealed interface Transport permits Transport.Plain, TlsTransport {

    /** Goes on with what comes before the first byte; true when that is done. */
    boolean handshake() throws IOException;

    /** Sends what it can; true when all of it is sent. */
    boolean write(ByteBuffer from) throws IOException;

    /** Reads what is there: the count, 0 for nothing yet, -1 for the end. */
    int read(ByteBuffer into) throws IOException;

    /** What a handshake that is not done waits for, as an interest of a selector. */
    int waitsFor();

    /** A connection as it is. */
    record Plain(SocketChannel channel) implements Transport {

        @Override
        public boolean handshake() {
            return true;
        }

        @Override
        public boolean write(ByteBuffer from) throws IOException {
            channel.write(from);
            return !from.hasRemaining();
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return channel.read(into);
        }

        @Override
        public int waitsFor() {
            return SelectionKey.OP_READ;
        }
    }
}
