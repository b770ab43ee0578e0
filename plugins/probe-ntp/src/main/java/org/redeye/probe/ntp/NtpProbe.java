package org.redeye.probe.ntp;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;
import org.redeye.net.Datagrams;

/** Asks a time server for the time, as a client does (RFC 5905). */
@Component
@Plugin(
        kind = "probe",
        id = "ntp",
        title = "NTP",
        help = "How far a time server and this node are apart, over what delay, and how good the server's time is")
public final class NtpProbe implements Probe<NtpProbe.Config> {

    private final Datagrams datagrams;

    /** Starts the one thread. */
    @Activate
    public NtpProbe() throws IOException {
        datagrams = new Datagrams("rem-probe-ntp");
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new NtpRun(config, context, datagrams).start();
    }

    @Override
    public String target(Config config, String address) {
        return config.address().isEmpty() ? address : config.address();
    }

    @Override
    public int concurrency() {
        return 4096;
    }

    /** Ends the thread. */
    @Deactivate
    public void close() {
        datagrams.close();
    }

    /** Whom to ask and what to expect. */
    record Config(
            @Field(help = "Name or IP address of the server; by default the host's", type = "host")
            String address,

            @Field(help = "The port of the server", def = "123", min = "1", max = "65535")
            int port,

            @Field(
                    help = "How often it is asked, at equal distances, before the server counts as silent",
                    def = "2",
                    min = "1",
                    max = "5")
            int tries,

            @Field(help = "Warn when the clocks are further apart than this", def = "100ms", min = "1ms", max = "366d")
            Duration warningOffset,

            @Field(help = "Critical when the clocks are further apart than this", def = "1s", min = "1ms", max = "366d")
            Duration criticalOffset,

            @Field(
                    help = "How many steps the server may be away from a clock of reference",
                    def = "15",
                    min = "1",
                    max = "15")
            int maxStratum,

            @Field(
                    help = "How far off the server itself may think it is: half the root delay and the root dispersion",
                    def = "1500ms",
                    min = "1ms",
                    max = "1d")
            Duration maxDistance) {

        Config {
            if (warningOffset.compareTo(criticalOffset) > 0) {
                throw new IllegalArgumentException("'warning offset' must not be longer than 'critical offset'.");
            }
        }
    }
}
