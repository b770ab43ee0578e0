package org.redeye.probe.imap;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
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
import org.redeye.net.ImapDialogue;
import org.redeye.net.MailRun;
import org.redeye.net.MailRun.MailDialogue;

/** Visits a mailbox server without signing in (RFC 9051). */
@Component
@Plugin(
        kind = "probe",
        id = "imap",
        title = "IMAP",
        help =
                "Greeting of a mailbox server and what it can do: time of each phase, STARTTLS, certificate; does not sign in")
public final class ImapProbe implements Probe<ImapProbe.Config> {

    private final Handshake handshake = new Handshake();
    private final AsynchronousChannelGroup group;

    /** Starts the one thread that serves every connection. */
    @Activate
    public ImapProbe() throws IOException {
        group = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
            var thread = new Thread(work, "rem-probe-imap");
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
        return new MailRun(settings, context, (connection, course) -> new Talk(new ImapDialogue(connection, course)))
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

    private record Talk(ImapDialogue imap) implements MailDialogue {

        private static final String CAPABILITY = "* CAPABILITY ";

        @Override
        public CompletableFuture<String> greeting() {
            return imap.greeting();
        }

        @Override
        public CompletableFuture<Set<String>> capabilities() {
            return imap.command("CAPABILITY").thenApply(lines -> {
                Set<String> words = new TreeSet<>();
                lines.stream()
                        .filter(line -> line.regionMatches(true, 0, CAPABILITY, 0, CAPABILITY.length()))
                        .flatMap(line -> Stream.of(
                                line.substring(CAPABILITY.length()).strip().split(" +")))
                        .forEach(word -> words.add(word.toUpperCase(Locale.ROOT)));
                return words;
            });
        }

        @Override
        public CompletableFuture<?> startTls() {
            return imap.command("STARTTLS");
        }

        @Override
        public CompletableFuture<?> end() {
            return imap.command("LOGOUT");
        }
    }

    /** Whom to visit and what to expect. */
    record Config(
            @Field(help = "The port to connect to; 993 with security tls", def = "143", min = "1", max = "65535")
            int port,

            @Field(help = "Name or IP address to connect to; by default the host's", type = "host")
            String address,

            @Field(
                    help = "When TLS begins: never, within the talk (starttls) or from the first byte (tls)",
                    def = "none")
            MailRun.Security security,

            @Field(help = "Regular expression that must be found in the greeting", max = "1000")
            String expect,

            @Field(
                    help = "Capabilities that the server must have, such as IMAP4rev1, STARTTLS or AUTH=PLAIN",
                    max = "50")
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
