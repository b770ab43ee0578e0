package org.redeye.probe.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.net.Connection;
import org.redeye.net.Course;
import org.redeye.net.Datagrams;
import org.redeye.net.Failures;
import org.redeye.net.Finding;
import org.redeye.net.Names;
import org.redeye.probe.dns.DomainName.Malformed;

/** One run: find the server, ask by datagram or connection, judge the answer. */
final class DnsRun {

    /** A peer that floods is let go of: more datagrams than any honest one sends to a port that asked once. */
    private static final int MOST_STRANGERS = 1_000;

    private final DnsProbe.Config config;
    private final ProbeContext context;
    private final Datagrams datagrams;
    private final AsynchronousChannelGroup group;
    private final Course course;
    private final String address;
    private final String place;
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile long asked = System.nanoTime();

    DnsRun(DnsProbe.Config config, ProbeContext context, Datagrams datagrams, AsynchronousChannelGroup group) {
        this.config = config;
        this.context = context;
        this.datagrams = datagrams;
        this.group = group;
        this.course = new Course(context);
        this.address = config.server().isEmpty() ? context.address() : config.server();
        this.place = Names.place(address, config.port());
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            course.fail(new Finding(
                    Reason.SETTINGS, "There is no name server to ask: give the check a host, or set 'server'."));
            return course.outcome();
        }
        course.waitsFor("The name '" + address + "' of the server was not resolved");
        Names.resolve(address, context)
                .thenCompose(addresses -> {
                    asked = System.nanoTime();
                    return config.transport() == DnsProbe.Transport.TCP
                            ? byConnection(addresses)
                            : byDatagram(addresses.get(0))
                                    .thenCompose(answer -> answer.cut()
                                            ? byConnection(addresses)
                                            : CompletableFuture.completedFuture(answer));
                })
                .thenCompose(answer -> {
                    course.measure("query_seconds", asked);
                    return context.blocking(() -> judge(answer)); // an expression may take long
                })
                .whenComplete((sentence, failed) -> {
                    if (failed == null) {
                        course.ok(sentence);
                    } else {
                        course.fail(failed);
                    }
                });
        return course.outcome();
    }

    private String judge(Answer answer) {
        course.add(Metric.of("answers", "", answer.values().size()));
        course.add(Metric.of("rcode", "", answer.status()));
        course.add(Metric.of("answer_bytes", "B", answer.bytes()));
        course.add(Metric.of("ignored_replies", "", strangers.get()));
        if (answer.ttl() >= 0) {
            course.add(Metric.of("ttl_seconds", "s", answer.ttl()));
        }
        if (answer.strangers() > 0) {
            context.log(answer.strangers() + " records of the answer belong to other names and were ignored");
        }
        course.saw(String.join("\n", answer.values()));
        String question = question();
        Rules.judge(config, answer, question, course.thinkingEnds());
        return question + ": "
                + (answer.values().isEmpty()
                        ? Status.word(answer.status())
                        : Rules.values(answer.values().size()) + " " + Rules.list(answer));
    }

    private String question() {
        return place + ", asked for " + config.query() + " " + config.type().name();
    }

    private CompletableFuture<Answer> byDatagram(InetAddress server) {
        var answer = new CompletableFuture<Answer>();
        Question question = Question.of(config);
        waitForAnswer();
        Datagrams.Exchange exchange =
                datagrams.open(new InetSocketAddress(server, config.port()), receiver(question, answer));
        course.closeAtTheEnd(exchange);
        answer.whenComplete((done, failed) -> exchange.close());
        byte[] message = question.encode();
        context.log("ask " + server.getHostAddress() + " with number " + question.id());
        course.repeat(config.tries(), answer, () -> exchange.send(message));
        return answer;
    }

    private Datagrams.Receiver receiver(Question question, CompletableFuture<Answer> answer) {
        return new Datagrams.Receiver() {
            @Override
            public void received(byte[] datagram, long at) {
                try {
                    Optional<Answer> read = Answer.read(datagram, question);
                    if (read.isPresent()) {
                        answer.complete(read.get());
                    } else if (strangers.incrementAndGet() >= MOST_STRANGERS) {
                        answer.completeExceptionally(new Finding(
                                Reason.PROTOCOL,
                                place + " sent " + MOST_STRANGERS + " datagrams that do not answer the question."));
                    } else {
                        waitForAnswer();
                    }
                } catch (Malformed e) {
                    answer.completeExceptionally(malformed(e));
                }
            }

            @Override
            public void failed(IOException reason) {
                answer.completeExceptionally(
                        new Finding(Failures.connecting(reason), place + ": " + Failures.text(reason) + "."));
            }
        };
    }

    private void waitForAnswer() {
        int count = strangers.get();
        course.waitsFor(place + " did not answer"
                + (count == 0
                        ? ""
                        : String.format(Locale.ROOT, ", but sent %d datagrams that do not fit the question,", count)));
    }

    private CompletableFuture<Answer> byConnection(List<InetAddress> addresses) {
        Question question = Question.of(config);
        byte[] message = question.encode();
        byte[] framed = ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
        return Connection.open(course, group, address, addresses, config.port()).thenCompose(connection -> {
            course.waitsFor(place + " did not answer over TCP");
            return connection
                    .send(framed)
                    .thenCompose(sent -> full(connection, ByteBuffer.allocate(2)))
                    .thenCompose(length -> full(connection, ByteBuffer.allocate(length.getShort() & 0xffff)))
                    .thenApply(answered -> only(answered.array(), question));
        });
    }

    private CompletableFuture<ByteBuffer> full(Connection connection, ByteBuffer into) {
        if (!into.hasRemaining()) {
            return CompletableFuture.completedFuture(into.flip());
        }
        return connection.read(into).thenCompose(count -> {
            if (count < 0) {
                throw new Finding(
                        Reason.RESET,
                        place + " ended the connection after " + into.position() + " bytes of an answer; expected "
                                + into.capacity() + ".");
            }
            return full(connection, into);
        });
    }

    /** Over a connection nobody else can answer: what does not fit is the server's fault. */
    private Answer only(byte[] message, Question question) {
        try {
            return Answer.read(message, question)
                    .orElseThrow(() -> new Finding(Reason.PROTOCOL, place + " answered another question over TCP."));
        } catch (Malformed e) {
            throw malformed(e);
        }
    }

    private Finding malformed(Malformed e) {
        return new Finding(Reason.PROTOCOL, question() + ": the answer is malformed: " + e.getMessage() + ".");
    }
}
