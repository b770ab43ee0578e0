package org.redeye.probe.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.text.Expression;

/** One run: resolve, connect, send, read until the answer matches. Its steps follow each other; only the timer runs beside. */
final class TcpRun {

    /** What is kept of an answer that does not match, in characters. */
    private static final int EVIDENCE = 16 * 1024;

    private final TcpProbe.Config config;
    private final ProbeContext context;
    private final AsynchronousChannelGroup group;
    private final String address;
    private final long began = System.nanoTime();
    private final long limit;
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();
    private volatile @Nullable AsynchronousSocketChannel channel;
    private volatile Step step = Step.RESOLVE;
    private volatile String answer = "";

    /** What the run waits for. */
    private enum Step {
        RESOLVE,
        CONNECT,
        TALK
    }

    TcpRun(TcpProbe.Config config, ProbeContext context, AsynchronousChannelGroup group) {
        this.config = config;
        this.context = context;
        this.group = group;
        this.address = config.address().isEmpty() ? context.address() : config.address();
        // a little before the deadline, to answer with what was seen so far
        this.limit = context.remaining().toNanos() / 20 * 19;
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unknown(
                    Reason.SETTINGS, "There is no address to connect to: give the check a host, or set 'address'."));
        }
        outcome.whenComplete((done, broken) -> {
            timer.complete(null);
            close();
        });
        timer.orTimeout(limit, TimeUnit.NANOSECONDS).whenComplete((done, late) -> {
            if (late != null) {
                timeOut();
            }
        });
        Names.resolve(address, context).whenComplete((addresses, failed) -> {
            if (addresses == null) {
                unresolved(failed);
                return;
            }
            if (!Names.isLiteral(address)) {
                measure("dns_seconds", began);
            }
            step = Step.CONNECT;
            connect(addresses, 0);
        });
        return outcome;
    }

    private void connect(List<InetAddress> addresses, int index) {
        if (outcome.isDone()) {
            return;
        }
        var target = new InetSocketAddress(addresses.get(index), config.port());
        context.log("connect to " + target.getAddress().getHostAddress() + " port " + target.getPort());
        long start = System.nanoTime();
        try {
            AsynchronousSocketChannel socket = AsynchronousSocketChannel.open(group);
            channel = socket;
            if (outcome.isDone()) { // timed out before the channel was there to be closed
                close();
                return;
            }
            socket.connect(
                    target,
                    null,
                    handler(
                            done -> {
                                measure("connect_seconds", start);
                                step = Step.TALK;
                                talk(socket);
                            },
                            failed -> {
                                close();
                                if (index + 1 < addresses.size()) {
                                    connect(addresses, index + 1);
                                } else {
                                    fail(Failures.connecting(failed), place() + ": " + Failures.text(failed) + ".");
                                }
                            }));
        } catch (IOException | RuntimeException e) { // no file descriptor left, or an address family the node lacks
            close();
            fail(Reason.OVERLOAD, "No socket could be opened: " + Failures.text(e) + ".");
        }
    }

    private void talk(AsynchronousSocketChannel socket) {
        send(socket, ByteBuffer.wrap(config.send().getBytes(StandardCharsets.UTF_8)));
    }

    private void send(AsynchronousSocketChannel socket, ByteBuffer rest) {
        if (rest.hasRemaining()) {
            socket.write(rest, null, handler(written -> send(socket, rest), this::broken));
        } else if (config.expect().isEmpty()) {
            succeed("connected");
        } else {
            receive(socket, ByteBuffer.allocate((int) config.maxAnswer()), Expression.of(config.expect()));
        }
    }

    private void receive(AsynchronousSocketChannel socket, ByteBuffer answered, Expression expected) {
        socket.read(
                answered,
                null,
                handler(
                        count -> {
                            answer = new String(answered.array(), 0, answered.position(), StandardCharsets.UTF_8);
                            boolean last = count < 0 || !answered.hasRemaining();
                            match(expected, last, () -> receive(socket, answered, expected));
                        },
                        this::broken));
    }

    /** Looks off the connections' thread: an expression may take long. */
    private void match(Expression expected, boolean last, Runnable more) {
        String seen = answer;
        // ends before the timer, so that a bad expression is not taken for a bad answer
        context.blocking(() -> expected.isFoundIn(seen, began + limit / 10 * 9)).whenComplete((found, failed) -> {
            if (failed != null) {
                unmatched(expected, Failures.cause(failed));
            } else if (found) {
                succeed("answered as expected");
            } else if (last) {
                mismatch();
            } else {
                more.run();
            }
        });
    }

    private void unresolved(Throwable failed) {
        if (Failures.cause(failed) instanceof UnknownHostException) {
            fail(Reason.DNS, "The name '" + address + "' could not be resolved.");
        } else {
            outcome.completeExceptionally(failed);
        }
    }

    private void unmatched(Expression expected, Throwable cause) {
        if (cause instanceof Expression.TooHard) {
            fail(
                    Reason.SETTINGS,
                    "The expression /" + expected + "/ takes too much time or stack on this answer;"
                            + " write it without nested repetition.");
        } else {
            outcome.completeExceptionally(cause);
        }
    }

    private void mismatch() {
        fail(
                Reason.CONTENT,
                place() + " answered " + answer.length() + " characters in which /" + config.expect()
                        + "/ is not found.");
    }

    private void timeOut() {
        String span = String.format(Locale.ROOT, "%.3g s", limit / 1e9);
        switch (step) {
            case RESOLVE -> fail(Reason.DNS, "The name '" + address + "' was not resolved within " + span + ".");
            case CONNECT -> fail(Reason.TIMEOUT, place() + " did not accept the connection within " + span + ".");
            case TALK -> {
                if (answer.isEmpty()) {
                    fail(Reason.TIMEOUT, place() + " accepted the connection but said nothing within " + span + ".");
                } else {
                    mismatch();
                }
            }
        }
    }

    private void broken(Throwable failed) {
        fail(Reason.RESET, place() + " ended the connection: " + Failures.text(failed) + ".");
    }

    private void succeed(String what) {
        measure("total_seconds", began);
        outcome.complete(Outcome.ok(
                String.format(Locale.ROOT, "%s %s in %.3g s", place(), what, (System.nanoTime() - began) / 1e9),
                metrics));
    }

    private void fail(Reason reason, String message) {
        outcome.complete(
                switch (reason) {
                    case OVERLOAD, SETTINGS -> Outcome.unknown(reason, message);
                    default -> Outcome.critical(reason, message, metrics).withEvidence(evidence());
                });
    }

    private String evidence() {
        return answer.length() > EVIDENCE ? answer.substring(0, EVIDENCE) : answer;
    }

    private void measure(String name, long since) {
        metrics.add(Metric.of(name, "s", (System.nanoTime() - since) / 1e9));
    }

    private String place() {
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + config.port();
    }

    private void close() {
        AsynchronousSocketChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                context.log("close: " + Failures.text(e));
            }
        }
    }

    private <T> CompletionHandler<T, @Nullable Void> handler(Consumer<T> done, Consumer<Throwable> failed) {
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
