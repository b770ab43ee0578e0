package org.redeye.probe.http;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.probe.http.Trace.Phase;

/** One request and its answer over one new connection. Moved on by its loop, in the loop's thread. */
final class Exchange {

    /** How many times is read before others have their turn. */
    private static final int READS = 16;

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Loop loop;
    private final Request request;
    private final List<InetAddress> addresses;
    private final Trust trust;
    private final boolean verify;
    private final Trace trace;
    private final ResponseParser parser;
    private final ByteBuffer out;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    private Step step = Step.OPEN;
    private int address;
    private long since = System.nanoTime();
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable Transport transport;

    private enum Step {
        OPEN,
        CONNECT,
        HANDSHAKE,
        SEND,
        AWAIT,
        RECEIVE
    }

    /**
     * @param out the request as it is sent
     * @param addresses those of the target, tried in turn until one takes the connection
     */
    Exchange(
            Loop loop,
            Request request,
            ByteBuffer out,
            List<InetAddress> addresses,
            Trust trust,
            boolean verify,
            Trace trace,
            int maxBody) {
        this.loop = loop;
        this.request = request;
        this.addresses = addresses;
        this.trust = trust;
        this.verify = verify;
        this.trace = trace;
        this.parser = new ResponseParser(request.method().equals("HEAD"), maxBody);
        this.out = out;
    }

    /** Hands it to its loop. The future fails with {@link Failure}, or with what broke; it may be cancelled. */
    CompletableFuture<Response> start() {
        answer.whenComplete((response, failed) -> {
            if (answer.isCancelled()) {
                loop.submit(this); // to close the connection
            }
        });
        loop.submit(this);
        return answer;
    }

    long deadline() {
        return trace.deadline();
    }

    /** To tell two exchanges with the same deadline apart. */
    long number() {
        return number;
    }

    boolean isDone() {
        return answer.isDone();
    }

    /** The loop has ended. */
    void abandon() {
        close();
        answer.completeExceptionally(new Failure(
                Reason.OVERLOAD, "The probe was stopped while it was asked; the next run comes as planned."));
    }

    /** Goes on as far as it can without waiting. */
    void advance() {
        if (!answer.isDone()) {
            try {
                if (trace.deadline() - System.nanoTime() <= 0) {
                    throw late();
                }
                go();
            } catch (Failure | RuntimeException e) {
                answer.completeExceptionally(e);
            } catch (IOException e) {
                answer.completeExceptionally(failure(e));
            }
        }
        if (answer.isDone()) {
            close();
        }
    }

    private void go() throws IOException, Failure {
        if (step == Step.OPEN) {
            connect();
        }
        if (step == Step.CONNECT && !connected()) {
            return;
        }
        Transport way = transport;
        if (way == null) {
            throw new IllegalStateException("no connection in step " + step);
        }
        if (step == Step.HANDSHAKE) {
            if (!way.handshake()) {
                await(way.waitsFor());
                return;
            }
            if (way instanceof TlsTransport tls) {
                trace.add(Phase.TLS, since);
                trace.certificate(tls.certificateEnd());
            }
            step = Step.SEND;
        }
        if (step == Step.SEND) {
            if (!way.write(out)) {
                await(SelectionKey.OP_WRITE);
                return;
            }
            next(Step.AWAIT);
            await(SelectionKey.OP_READ);
            return; // nothing can be there yet
        }
        receive(way);
    }

    private void connect() throws IOException {
        var target =
                new InetSocketAddress(addresses.get(address), request.target().port());
        SocketChannel socket = target.getAddress() instanceof Inet4Address
                ? SocketChannel.open(StandardProtocolFamily.INET) // fewer calls of the system than for both protocols
                : SocketChannel.open();
        channel = socket;
        socket.configureBlocking(false);
        if (request.target().secure() || !request.body().isEmpty()) { // what is one segment nothing holds back
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        key = socket.register(loop.selector(), SelectionKey.OP_CONNECT, this);
        step = Step.CONNECT;
        try {
            socket.connect(target);
        } catch (UnsupportedAddressTypeException e) {
            another(new NoRouteToHostException("this node has no IPv6"));
        } catch (IOException e) {
            another(e);
        }
    }

    /** False while it is not known whether the connection stands. */
    private boolean connected() throws IOException {
        SocketChannel socket = channel;
        try {
            if (socket == null || !socket.finishConnect()) {
                return false;
            }
        } catch (IOException e) {
            another(e);
            return false;
        }
        trace.add(Phase.CONNECT, since);
        next(Step.HANDSHAKE);
        boolean secure = request.target().secure();
        transport = secure
                ? new TlsTransport(socket, trust.engine(request.target().host(), verify), loop.buffer())
                : new Transport.Plain(socket);
        return true;
    }

    /** Goes on to the next address, if there is one. */
    private void another(IOException failed) throws IOException {
        if (address + 1 == addresses.size()) {
            throw failed;
        }
        close();
        address++;
        connect();
    }

    private void receive(Transport way) throws IOException, Failure {
        for (int reads = 0; reads < READS; reads++) {
            ByteBuffer in = loop.buffer();
            int count = way.read(in);
            if (count == 0) {
                return;
            }
            if (step == Step.AWAIT && count > 0) {
                trace.add(Phase.FIRST_BYTE, since);
                next(Step.RECEIVE);
            }
            if (count < 0) {
                parser.end();
            }
            if (count < 0 || parser.feed(in.flip())) {
                answer.complete(parser.response());
                return;
            }
        }
        loop.submit(this);
    }

    private void next(Step following) {
        step = following;
        since = System.nanoTime();
    }

    private void await(int interest) {
        if (key != null) {
            key.interestOps(interest);
        }
    }

    private Failure late() {
        String place = request.target().place();
        String what =
                switch (step) {
                    case OPEN, CONNECT -> " did not accept the connection";
                    case HANDSHAKE -> " did not finish the TLS handshake";
                    case SEND -> " did not take the request";
                    case AWAIT -> " did not answer";
                    case RECEIVE -> " did not finish its answer (" + parser.bodySize() + " bytes of the body came)";
                };
        return new Failure(Reason.TIMEOUT, place + what + " within " + trace.limit() + ".");
    }

    private Failure failure(IOException e) {
        String place = request.target().place();
        String text = Failure.text(e);
        return switch (step) {
            case OPEN -> new Failure(Reason.OVERLOAD, "No socket could be opened: " + text + ".");
            case CONNECT -> new Failure(Failure.connecting(e), place + ": " + text + ".");
            case HANDSHAKE -> e instanceof SSLException ? tls(e) : new Failure(Reason.RESET, place + ": " + text + ".");
            default ->
                new Failure(
                        e instanceof SSLException ? Reason.TLS : Reason.RESET,
                        place + " ended the connection in the middle: " + text + ".");
        };
    }

    private Failure tls(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Trust.Untrusted untrusted) {
                trace.certificate(untrusted.certificate().getNotAfter().toInstant());
                return new Failure(
                        Reason.CERTIFICATE,
                        "The certificate of " + request.target().place() + " is not valid: " + root(untrusted) + ".");
            }
        }
        return new Failure(
                Reason.TLS,
                "The TLS handshake with " + request.target().place() + " failed: " + Failure.text(failed) + ".");
    }

    /** The last cause is the plainest: {@code NotAfter: …} and not {@code PKIX path validation failed}. */
    private static String root(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Failure.text(root);
    }

    private void close() {
        SocketChannel socket = channel;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) { // it is gone all the same
                channel = null;
            }
        }
    }
}
