package org.redeye.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.redeye.api.probe.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that sends datagrams and hands over what comes back. Each exchange has a connected socket, and so a port, of its
 * own: what other addresses send is dropped by the kernel. Thread-safe.
 */
public final class Datagrams implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);
    private static final int LARGEST = 65_535;
    /** How many datagrams of one socket are read before the others get their turn. */
    private static final int BURST = 64;

    private final Selector selector = Selector.open();
    private final Queue<Exchange> fresh = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private volatile boolean closing;

    /** Gets what comes back, on the one thread: it must not wait. */
    public interface Receiver {

        /** A datagram has come from the address asked, at this {@link System#nanoTime}. */
        void received(byte[] datagram, long at);

        /** The port said no, or there is no way to it. */
        void failed(IOException reason);
    }

    /** Starts the thread. */
    public Datagrams(String name) throws IOException {
        var thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens a socket for datagrams to and from one address. Close it.
     *
     * @throws Finding OVERLOAD if no socket can be had, UNREACHABLE if there is no way to the address
     */
    public Exchange open(InetSocketAddress to, Receiver receiver) {
        DatagramChannel channel;
        try {
            channel = DatagramChannel.open();
        } catch (IOException e) {
            throw new Finding(Reason.OVERLOAD, "No socket could be opened: " + Failures.text(e) + ".");
        }
        try {
            channel.configureBlocking(false);
            channel.connect(to);
        } catch (IOException | RuntimeException e) {
            closeQuietly(channel);
            throw new Finding(
                    Reason.UNREACHABLE,
                    Names.place(to.getAddress().getHostAddress(), to.getPort()) + ": " + Failures.text(e) + ".");
        }
        var exchange = new Exchange(channel, receiver);
        fresh.add(exchange);
        selector.wakeup();
        return exchange;
    }

    /** Datagrams to and from one address. Thread-safe. */
    public final class Exchange implements Closeable {

        private final DatagramChannel channel;
        private final Receiver receiver;

        private Exchange(DatagramChannel channel, Receiver receiver) {
            this.channel = channel;
            this.receiver = receiver;
        }

        /** Sends, and tells the receiver if that cannot be done. */
        public void send(byte[] datagram) {
            try {
                channel.write(ByteBuffer.wrap(datagram));
            } catch (ClosedChannelException e) {
                LOG.trace("the run has ended", e);
            } catch (IOException e) {
                receiver.failed(e);
            }
        }

        /** Takes the socket away; nothing is handed over from now on. */
        @Override
        public void close() {
            closeQuietly(channel);
            selector.wakeup(); // a closed channel is let go of at the next selection
        }
    }

    /** Ends the thread; what is under way gets no more answers. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
    }

    private void run() {
        try (selector) {
            while (!closing) {
                register();
                selector.select(this::ready);
            }
        } catch (IOException e) {
            LOG.error("No datagrams are received any more: the selector broke. Restart the bundle.", e);
        }
    }

    private void register() {
        for (Exchange next = fresh.poll(); next != null; next = fresh.poll()) {
            try {
                next.channel.register(selector, SelectionKey.OP_READ, next);
            } catch (ClosedChannelException e) {
                LOG.trace("the run has ended", e);
            }
        }
    }

    private void ready(SelectionKey key) {
        var exchange = (Exchange) key.attachment();
        try {
            for (int i = 0; i < BURST; i++) {
                buffer.clear();
                int length = exchange.channel.read(buffer);
                if (length <= 0) { // nothing there, or a datagram without content: select() tells if there is more
                    return;
                }
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                exchange.receiver.received(datagram, System.nanoTime());
            }
        } catch (ClosedChannelException | CancelledKeyException e) {
            LOG.trace("the run has ended", e);
        } catch (IOException e) {
            exchange.receiver.failed(e);
        } catch (RuntimeException e) {
            LOG.error("A receiver of datagrams broke", e);
            exchange.close();
        }
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a socket", e);
        }
    }
}
