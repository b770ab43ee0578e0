package org.redeye.probe.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSession;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.net.Connection;
import org.redeye.net.Course;
import org.redeye.net.Failures;
import org.redeye.net.Finding;
import org.redeye.net.ImapDialogue;
import org.redeye.net.Names;
import org.redeye.net.OldHello;
import org.redeye.net.Outcomes;
import org.redeye.net.SmtpDialogue;
import org.redeye.net.Trust;

/** One run: connect, talk up to TLS, shake hands, judge; then try an old protocol, if asked for. */
final class TlsRun {

    private final TlsProbe.Config config;
    private final ProbeContext context;
    private final AsynchronousChannelGroup group;
    private final Trusted trusted;
    private final Course course;
    private final String address;
    private final String name;
    private final String place;

    /** Finds what a check trusts; may take its time. */
    interface Trusted {
        Trust by(TlsProbe.Config config) throws Exception;
    }

    TlsRun(TlsProbe.Config config, ProbeContext context, AsynchronousChannelGroup group, Trusted trusted) {
        this.config = config;
        this.context = context;
        this.group = group;
        this.trusted = trusted;
        this.course = new Course(context);
        this.address = config.address().isEmpty() ? context.address() : config.address();
        this.name = config.serverName().isEmpty() ? address : config.serverName();
        this.place = Names.place(address, config.port());
    }

    CompletionStage<Outcome> start() {
        if (address.isEmpty()) {
            course.fail(new Finding(
                    Reason.SETTINGS, "There is no address to connect to: give the check a host, or set 'address'."));
            return course.outcome();
        }
        course.waitsFor("The name '" + address + "' was not resolved");
        long began = System.nanoTime();
        context.blocking(() -> trusted.by(config))
                .thenCompose(trust -> Names.resolve(address, context).thenCompose(addresses -> {
                    if (!Names.isLiteral(address)) {
                        course.measure("dns_seconds", began);
                    }
                    return look(addresses, trust);
                }))
                .whenComplete((verdict, failed) -> {
                    if (failed != null) {
                        course.fail(failed);
                    } else if (verdict.warning().isPresent()) {
                        course.warn(verdict.warning().get());
                    } else {
                        course.ok(verdict.sentence());
                    }
                });
        return course.outcome();
    }

    private CompletionStage<Verdict> look(List<InetAddress> addresses, Trust trust) {
        return handshake(addresses, trust)
                .thenCompose(session -> context.blocking(
                        () -> Verdict.of(course, config, session, trust, new Verdict.Target(place, name))))
                .thenCompose(verdict -> config.oldProtocols() == TlsProbe.Old.IGNORE
                        ? CompletableFuture.completedFuture(verdict)
                        : old(addresses).thenApply(accepted -> verdict.with(finding(accepted))));
    }

    private CompletableFuture<SSLSession> handshake(List<InetAddress> addresses, Trust trust) {
        return greeted(addresses, "connect_seconds").thenCompose(connection -> {
            long began = System.nanoTime();
            course.waitsFor(place + " did not end the TLS handshake");
            return connection.secure(trust.engine(name)).thenApply(session -> {
                course.measure("tls_seconds", began);
                end(connection); // some servers take one connection at a time
                return session;
            });
        });
    }

    private void end(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            context.log("close: " + Failures.text(e));
        }
    }

    /** A connection on which TLS may begin. @param metric the name under which connecting is measured; empty for not */
    private CompletableFuture<Connection> greeted(List<InetAddress> addresses, String metric) {
        long began = System.nanoTime();
        return Connection.open(course, group, address, addresses, config.port()).thenCompose(connection -> {
            if (!metric.isEmpty()) {
                course.measure(metric, began);
            }
            CompletableFuture<?> talked =
                    switch (config.starttls()) {
                        case NONE -> CompletableFuture.completedFuture(connection);
                        case SMTP -> smtp(new SmtpDialogue(connection, course));
                        case IMAP -> imap(new ImapDialogue(connection, course));
                        case POP3 -> pop3(connection);
                    };
            return talked.thenApply(done -> connection);
        });
    }

    private static CompletableFuture<?> smtp(SmtpDialogue smtp) {
        return smtp.greeting()
                .thenCompose(greeting -> smtp.command("EHLO rem.invalid", 250))
                .thenCompose(extensions -> smtp.command("STARTTLS", 220));
    }

    private static CompletableFuture<?> imap(ImapDialogue imap) {
        return imap.greeting().thenCompose(greeting -> imap.command("STARTTLS"));
    }

    private CompletableFuture<?> pop3(Connection connection) {
        course.waitsFor(place + " accepted the connection but did not greet");
        return connection
                .line(512)
                .thenAccept(line -> positive(line, "the greeting"))
                .thenCompose(done -> connection.send("STLS\r\n".getBytes(StandardCharsets.US_ASCII)))
                .thenCompose(done -> connection.line(512))
                .thenAccept(line -> positive(line, "STLS"));
    }

    private void positive(String line, String to) {
        if (!line.startsWith("+OK")) {
            throw new Finding(
                    line.startsWith("-ERR") ? Reason.STATUS : Reason.PROTOCOL,
                    place + " answered " + Outcomes.excerpt(line) + " to " + to + "; expected +OK.");
        }
    }

    /** The old protocol that the server agrees to; empty if none. Whatever ends this connection says no. */
    private CompletableFuture<String> old(List<InetAddress> addresses) {
        return greeted(addresses, "").thenCompose(connection -> {
            course.waitsFor(place + " did not answer to an offer of TLS 1.1");
            ByteBuffer answer = ByteBuffer.allocate(OldHello.ANSWER);
            return connection
                    .send(OldHello.bytes(name))
                    .thenCompose(sent -> fill(connection, answer))
                    .handle((done, failed) -> OldHello.accepted(answer.array(), answer.position()));
        });
    }

    private static CompletableFuture<Void> fill(Connection connection, ByteBuffer answer) {
        if (!answer.hasRemaining()) {
            return CompletableFuture.completedFuture(null);
        }
        return connection
                .read(answer)
                .thenCompose(count -> count < 0 ? CompletableFuture.completedFuture(null) : fill(connection, answer));
    }

    private Optional<Finding> finding(String accepted) {
        if (accepted.isEmpty()) {
            return Optional.empty();
        }
        var finding =
                new Finding(Reason.TLS, place + " accepts " + accepted + "; expected nothing older than TLS 1.2.");
        if (config.oldProtocols() == TlsProbe.Old.CRITICAL) {
            throw finding;
        }
        return Optional.of(finding);
    }
}
