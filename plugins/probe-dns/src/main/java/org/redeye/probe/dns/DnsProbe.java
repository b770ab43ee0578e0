package org.redeye.probe.dns;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.time.Duration;
import java.util.List;
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
import org.redeye.net.Datagrams;

/** Asks a name server one question and looks at the answer (RFC 1035, RFC 6891, RFC 7766). */
@Component
@Plugin(
        kind = "probe",
        id = "dns",
        title = "DNS",
        help =
                "Asks a name server a question: time, status, number and lifetime of the answers, and whether they are right")
public final class DnsProbe implements Probe<DnsProbe.Config> {

    private final Datagrams datagrams;
    private final AsynchronousChannelGroup group;

    /** Starts the thread for datagrams and the one for connections. */
    @Activate
    public DnsProbe() throws IOException {
        datagrams = new Datagrams("rem-probe-dns");
        group = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
            var thread = new Thread(work, "rem-probe-dns-tcp");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new DnsRun(config, context, datagrams, group).start();
    }

    @Override
    public String target(Config config, String address) {
        return config.server().isEmpty() ? address : config.server();
    }

    @Override
    public int concurrency() {
        return 4096;
    }

    /** Takes no more runs; those in flight end by their deadline. */
    @Deactivate
    public void close() {
        datagrams.close();
        group.shutdown();
    }

    /** How the question travels. */
    enum Transport {
        /** As a datagram; if the answer is too large for one, again over TCP. */
        UDP,
        /** Over TCP only. */
        TCP
    }

    /** What to ask whom, and what to expect. */
    record Config(
            @Field(help = "The name to ask for", required = true, max = "253")
            String query,

            @Field(help = "Name or IP address of the name server; by default the host's", type = "host")
            String server,

            @Field(help = "The port of the name server", def = "53", min = "1", max = "65535")
            int port,

            @Field(help = "The type of record to ask for", def = "a")
            RecordType type,

            @Field(help = "How the question travels; udp goes on over TCP when the answer is cut", def = "udp")
            Transport transport,

            @Field(
                    help = "How often a datagram is sent, at equal distances, before the server counts as silent",
                    def = "2",
                    min = "1",
                    max = "5")
            int tries,

            @Field(help = "Whether the server shall ask others if it does not know", def = "true")
            boolean recursion,

            @Field(
                    help = "Whether the question says what datagrams are taken (EDNS); very old servers want no",
                    def = "true")
            boolean edns,

            @Field(help = "The status that the answer must have", def = "noerror")
            Status status,

            @Field(help = "Values that must all be in the answer, such as an address or '10 mail.example'", max = "100")
            List<String> expect,

            @Field(help = "Whether no other values than those of 'expect' may be in the answer", def = "false")
            boolean only,

            @Field(help = "Regular expression that must be found in one value at least", max = "1000")
            String match,

            @Field(help = "Least number of values, where the status is noerror", def = "1", min = "0", max = "1000")
            int minAnswers,

            @Field(help = "Greatest number of values", def = "1000", min = "0", max = "1000")
            int maxAnswers,

            @Field(help = "The shortest lifetime that a value may have", def = "0s", min = "0s", max = "366d")
            Duration minTtl,

            @Field(help = "Whether the server must answer with authority", def = "false")
            boolean authoritative) {

        Config {
            expect = List.copyOf(expect);
            try {
                Expression.of(match);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'match' " + e.getMessage(), e);
            }
            try {
                DomainName.encode(query);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'query' " + e.getMessage(), e);
            }
            if (only && expect.isEmpty()) {
                throw new IllegalArgumentException(
                        "'only' says that nothing but 'expect' may be answered: give 'expect'.");
            }
        }
    }
}
