package org.redeye.probe.ntp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.net.Course;
import org.redeye.net.Datagrams;
import org.redeye.net.Failures;
import org.redeye.net.Finding;
import org.redeye.net.Names;

/** One run: ask, take the first answer that fits a question, judge. */
final class NtpRun {

    /** A peer that floods is let go of. */
    private static final int MOST_STRANGERS = 1_000;

    private static final int UNSYNCHRONISED = 3;
    private static final int NO_STRATUM = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final NtpProbe.Config config;
    private final ProbeContext context;
    private final Datagrams datagrams;
    private final Course course;
    private final String address;
    private final String place;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger strangers = new AtomicInteger();

    /** A question under way. @param at by the node's clock, nanoseconds since the epoch @param ticks by the JVM's timer */
    private record Asked(long origin, long at, long ticks) {}

    /** An answer and when it came, by the node's clock. */
    private record Answered(Packet packet, long asked, long at) {

        /** RFC 5905, 8: how far the server is ahead, in seconds. */
        double offset() {
            return ((packet.received() - asked) + (packet.sent() - at)) / 2e9;
        }

        /** RFC 5905, 8: the time on the way, both ways, in seconds. */
        double delay() {
            return Math.max(0, (at - asked) - (packet.sent() - packet.received())) / 1e9;
        }
    }

    NtpRun(NtpProbe.Config config, ProbeContext context, Datagrams datagrams) {
        this.config = config;
        this.context = context;
        this.datagrams = datagrams;
        this.course = new Course(context);
        this.address = config.address().isEmpty() ? context.address() : config.address();
        this.place = Names.place(address, config.port());
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            course.fail(new Finding(
                    Reason.SETTINGS, "There is no server to ask: give the check a host, or set 'address'."));
            return course.outcome();
        }
        course.waitsFor("The name '" + address + "' was not resolved");
        Names.resolve(address, context)
                .thenCompose(addresses -> ask(addresses.get(0)))
                .thenAccept(this::judge)
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        course.fail(failed);
                    }
                });
        return course.outcome();
    }

    private CompletableFuture<Answered> ask(InetAddress server) {
        var answer = new CompletableFuture<Answered>();
        waitForAnswer();
        Datagrams.Exchange exchange = datagrams.open(new InetSocketAddress(server, config.port()), receiver(answer));
        course.closeAtTheEnd(exchange);
        answer.whenComplete((done, failed) -> exchange.close());
        context.log("ask " + server.getHostAddress());
        course.repeat(config.tries(), answer, () -> {
            Instant now = context.clock().instant();
            var question = new Asked(
                    RANDOM.nextLong() | 1, now.getEpochSecond() * 1_000_000_000L + now.getNano(), System.nanoTime());
            asked.add(question);
            exchange.send(Packet.question(question.origin()));
        });
        return answer;
    }

    private Datagrams.Receiver receiver(CompletableFuture<Answered> answer) {
        return new Datagrams.Receiver() {
            @Override
            public void received(byte[] datagram, long ticks) {
                if (Packet.isAnswer(datagram)) {
                    for (Asked each : asked) {
                        Packet packet = Packet.read(datagram, each.at());
                        // a server that gives no time need not set one
                        if (packet.origin() == each.origin() && (packet.stratum() == 0 || Packet.hasTime(datagram))) {
                            answer.complete(new Answered(packet, each.at(), each.at() + ticks - each.ticks()));
                            return;
                        }
                    }
                }
                if (strangers.incrementAndGet() >= MOST_STRANGERS) {
                    answer.completeExceptionally(new Finding(
                            Reason.PROTOCOL,
                            place + " sent " + MOST_STRANGERS + " datagrams that do not answer a question."));
                }
                waitForAnswer();
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
                + (count == 0 ? "" : ", but sent " + count + " datagrams that do not fit a question,"));
    }

    private void judge(Answered answer) {
        Packet packet = answer.packet();
        course.add(Metric.of("ignored_replies", "", strangers.get()));
        if (packet.stratum() == 0) {
            throw new Finding(Reason.STATUS, place + " gives no time: " + packet.kiss() + meaning(packet.kiss()) + ".");
        }
        double distance = packet.rootDelay() / 2 + packet.rootDispersion();
        measure(answer, packet);
        if (packet.leap() == UNSYNCHRONISED || packet.stratum() >= NO_STRATUM) {
            throw new Finding(Reason.STATUS, place + " says that its own clock is not synchronised.");
        }
        if (packet.stratum() > config.maxStratum()) {
            throw new Finding(
                    Reason.THRESHOLD,
                    place + " is of the stratum " + packet.stratum() + "; expected at most " + config.maxStratum()
                            + ".");
        }
        if (distance > seconds(config.maxDistance())) {
            throw new Finding(
                    Reason.THRESHOLD,
                    String.format(
                            Locale.ROOT,
                            "%s says that it may be %.3g s off; expected at most %.3g s.",
                            place,
                            distance,
                            seconds(config.maxDistance())));
        }
        offset(answer);
    }

    private void measure(Answered answer, Packet packet) {
        course.add(Metric.of("offset_seconds", "s", answer.offset()));
        course.add(Metric.of("delay_seconds", "s", answer.delay()));
        course.add(Metric.of("stratum", "", packet.stratum()));
        course.add(Metric.of("leap", "", packet.leap()));
        course.add(Metric.of("root_delay_seconds", "s", packet.rootDelay()));
        course.add(Metric.of("root_dispersion_seconds", "s", packet.rootDispersion()));
        course.add(Metric.of("reference_age_seconds", "s", Math.max(0, packet.sent() - packet.set()) / 1e9));
    }

    private void offset(Answered answer) {
        double offset = answer.offset();
        String apart = String.format(
                Locale.ROOT,
                "%s is %.3g s %s this node's clock, over a delay of %.3g s",
                place,
                Math.abs(offset),
                offset < 0 ? "behind" : "ahead of",
                answer.delay());
        if (Math.abs(offset) > seconds(config.criticalOffset())) {
            throw new Finding(Reason.THRESHOLD, limit(apart, config.criticalOffset()));
        }
        if (Math.abs(offset) > seconds(config.warningOffset())) {
            course.warn(new Finding(Reason.THRESHOLD, limit(apart, config.warningOffset())));
        } else {
            course.ok(apart);
        }
    }

    private static String limit(String apart, Duration most) {
        return String.format(Locale.ROOT, "%s; expected at most %.3g s.", apart, seconds(most));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String meaning(String kiss) {
        return switch (kiss) {
            case "RATE" -> ", it is asked too often";
            case "DENY", "RSTR" -> ", it does not serve this node";
            case "INIT", "STEP" -> ", its clock has not been set yet";
            default -> "";
        };
    }
}
