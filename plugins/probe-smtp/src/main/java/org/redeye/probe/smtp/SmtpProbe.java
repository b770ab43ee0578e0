package org.redeye.probe.smtp;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.api.text.Expression;
import org.redeye.net.Handshake;
import org.redeye.net.MailRun;
import org.redeye.net.MailRun.MailDialogue;
import org.redeye.net.SmtpDialogue;

/** Visits a mail server as another one would, without sending mail (RFC 5321). */
@Component
@Plugin(
        kind = "probe",
        id = "smtp",
        title = "SMTP",
        help = "Greeting of a mail server and what it offers: time of each phase, STARTTLS, certificate; sends no mail")
public final class SmtpProbe implements Probe<SmtpProbe.Config> {

    private final Handshake handshake = new Handshake();
    private final AsynchronousChannelGroup group;

    /** Starts the one thread that serves every connection. */
    @Activate
    public SmtpProbe() throws IOException {
        group = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
            var thread = new Thread(work, "rem-probe-smtp");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        var settings = new MailRun.Settings(
                config.address(),
                config.port(),
                config.security(),
                config.expect(),
                config.capabilities(),
                config.verify(),
                config.certificateDays());
        return new MailRun(
                        settings,
                        context,
                        (connection, course) -> new Talk(new SmtpDialogue(connection, course), config.hello()))
                .start(group, handshake);
    }

    @Override
    public String target(Config config, String address) {
        return config.address().isEmpty() ? address : config.address();
    }

    @Override
    public int concurrency() {
        return 2048;
    }

    /** Takes no more runs; those in flight end by their deadline, and the thread with the last of them. */
    @Deactivate
    public void close() {
        group.shutdown();
    }

    private record Talk(SmtpDialogue smtp, String hello) implements MailDialogue {

        @Override
        public CompletableFuture<String> greeting() {
            return smtp.greeting().thenApply(SmtpDialogue.Reply::first);
        }

        @Override
        public CompletableFuture<Set<String>> capabilities() {
            return smtp.command("EHLO " + hello, 250).thenApply(reply -> {
                Set<String> words = new TreeSet<>();
                reply.lines().stream()
                        .skip(1) // the server's name
                        .map(line -> line.strip().split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
                        .forEach(words::add);
                return words;
            });
        }

        @Override
        public CompletableFuture<?> startTls() {
            return smtp.command("STARTTLS", 220);
        }

        @Override
        public CompletableFuture<?> end() {
            return smtp.command("QUIT", 221);
        }
    }

    /** Whom to visit and what to expect. */
    record Config(
            @Field(
                    help = "The port to connect to; 465 and security tls, or 587, for clients",
                    def = "25",
                    min = "1",
                    max = "65535")
            int port,

            @Field(help = "Name or IP address to connect to; by default the host's", type = "host")
            String address,

            @Field(
                    help = "The name by which this node calls itself (EHLO)",
                    def = "rem.invalid",
                    max = "253",
                    pattern = "[A-Za-z0-9._:\\[\\]-]+")
            String hello,

            @Field(
                    help = "When TLS begins: never, within the talk (starttls) or from the first byte (tls)",
                    def = "none")
            MailRun.Security security,

            @Field(help = "Regular expression that must be found in the greeting", max = "1000")
            String expect,

            @Field(help = "Extensions that the server must offer, such as STARTTLS, AUTH or SIZE", max = "50")
            List<String> capabilities,

            @Field(help = "Whether the certificate must be trusted and for the address", def = "true")
            boolean verify,

            @Field(
                    help = "Warn when a certificate ends within so many days",
                    unit = "days",
                    def = "14",
                    min = "0",
                    max = "3650")
            double certificateDays) {

        Config {
            capabilities = List.copyOf(capabilities);
            try {
                Expression.of(expect);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'expect' " + e.getMessage(), e);
            }
        }
    }
}
