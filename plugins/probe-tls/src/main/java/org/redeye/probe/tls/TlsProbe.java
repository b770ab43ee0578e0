package org.redeye.probe.tls;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.security.GeneralSecurityException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.net.Trust;

/** Shakes hands over TLS and looks at the certificates, the protocol and what else the server would accept. */
@Component
@Plugin(
        kind = "probe",
        id = "tls",
        title = "TLS",
        help = "Certificates and protocol of a TLS server: trust, name, days left in the whole chain, old protocols")
public final class TlsProbe implements Probe<TlsProbe.Config> {

    private final AsynchronousChannelGroup group;
    private @Nullable Trust jvm;

    /** Starts the one thread that serves every connection. */
    @Activate
    public TlsProbe() throws IOException {
        group = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
            var thread = new Thread(work, "rem-probe-tls");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new TlsRun(config, context, group, this::trust).start();
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

    /** What a check trusts. Those of the JVM are read once; a check's own are few. May take a second: not for any thread. */
    private Trust trust(Config config) throws GeneralSecurityException, IOException {
        if (!config.authorities().isEmpty()) {
            return new Trust(Authorities.read(config.authorities()));
        }
        synchronized (this) {
            if (jvm == null) {
                jvm = new Trust(null);
            }
            return jvm;
        }
    }

    /** What is said before TLS begins. */
    enum Greeting {
        /** Nothing: TLS from the first byte. */
        NONE,
        /** EHLO and STARTTLS (RFC 3207). */
        SMTP,
        /** STARTTLS (RFC 9051). */
        IMAP,
        /** STLS (RFC 2595). */
        POP3
    }

    /** What it is when a server accepts TLS 1.1 or older. */
    enum Old {
        /** Nobody asks. */
        IGNORE,
        /** A warning. */
        WARNING,
        /** Critical. */
        CRITICAL
    }

    /** Whom to ask and what to expect. */
    record Config(
            @Field(help = "The port to connect to", def = "443", min = "1", max = "65535")
            int port,

            @Field(help = "Name or IP address to connect to; by default the host's", type = "host")
            String address,

            @Field(
                    help =
                            "The name that the certificate must be for and that the server is told; by default the address",
                    max = "253")
            String serverName,

            @Field(help = "The protocol that is spoken until TLS begins", def = "none")
            Greeting starttls,

            @Field(
                    help = "Warn when a certificate of the chain ends within so many days",
                    unit = "days",
                    def = "14",
                    min = "0",
                    max = "3650")
            double certificateDays,

            @Field(
                    help = "Critical when a certificate of the chain ends within so many days",
                    unit = "days",
                    def = "3",
                    min = "0",
                    max = "3650")
            double criticalDays,

            @Field(help = "Whether a certificate for which no authority vouches will do", def = "false")
            boolean selfSigned,

            @Field(help = "Whether a certificate for another name will do", def = "false")
            boolean anyName,

            @Field(
                    help = "Certificates of the authorities to trust instead of those of the JVM, as text (PEM)",
                    max = "65536")
            String authorities,

            @Field(help = "The oldest protocol that may be agreed on: 1.2 or 1.3", def = "1.2", pattern = "1\\.[23]")
            String minVersion,

            @Field(
                    help = "What it is when the server also accepts TLS 1.1 or older; takes a second connection",
                    def = "ignore")
            Old oldProtocols) {

        Config {
            if (!authorities.isEmpty()) {
                try {
                    Authorities.read(authorities);
                } catch (GeneralSecurityException | IOException e) {
                    throw new IllegalArgumentException(
                            "'authorities' must hold certificates between '-----BEGIN CERTIFICATE-----' and"
                                    + " '-----END CERTIFICATE-----'.",
                            e);
                }
            }
        }
    }
}
