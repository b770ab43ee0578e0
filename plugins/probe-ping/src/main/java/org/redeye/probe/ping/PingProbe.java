package org.redeye.probe.ping;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;

/** Asks a machine several times whether it is there, and how long the way is. */
@Component
@Plugin(
        kind = "probe",
        id = "ping",
        title = "Ping",
        help = "ICMP echo: loss, round trip times and jitter of several packets")
public final class PingProbe implements Probe<PingProbe.Config>, Meters {

    private final Sockets sockets = new Sockets();

    /** Opens nothing yet: the sockets come with the first run. */
    @Activate
    public PingProbe() {}

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new PingRun(config, context, sockets).start();
    }

    @Override
    public String target(Config config, String address) {
        return config.address().isEmpty() ? address : config.address();
    }

    @Override
    public int concurrency() {
        return 10_000;
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.gauge("ping_in_flight", "Echo requests that wait for their reply", sockets.inFlight()),
                Meter.counter(
                        "ping_dropped_total",
                        "ICMP packets that came and belong to no request: forged, late, double or another program's",
                        sockets.dropped()));
    }

    /** Takes no more runs; the sockets close with the end of the last one. */
    @Deactivate
    public void close() {
        sockets.release();
    }

    /** Which version of IP. */
    enum Version {
        ANY,
        IPV4,
        IPV6
    }

    /** Whom to ask, how often, and how much loss is too much. */
    record Config(
            @Field(help = "Name or IP address to ask; by default the host's", type = "host")
            String address,

            @Field(help = "How many packets are sent in one run", unit = "packets", def = "5", min = "1", max = "100")
            int count,

            @Field(help = "The time between two packets", def = "200ms", min = "1ms", max = "1m")
            Duration interval,

            @Field(
                    help = "How long one reply may take; a later one counts as lost",
                    name = "wait",
                    def = "2s",
                    min = "1ms",
                    max = "1m")
            Duration patience,

            @Field(
                    help = "The size of the payload of a packet",
                    type = "bytes",
                    def = "56B",
                    min = "8B",
                    max = "65000B")
            long size,

            @Field(
                    help = "Warn when more than this part of the packets is lost, 0 to 1",
                    def = "0.1",
                    min = "0",
                    max = "1")
            double warningLoss,

            @Field(
                    help = "Critical when more than this part of the packets is lost, 0 to 1",
                    def = "0.5",
                    min = "0",
                    max = "1")
            double criticalLoss,

            @Field(help = "Which version of IP is used where a name has both", def = "any")
            Version version,

            @Field(
                    help = "How it is asked; auto takes the first of raw, datagram and tcp that this node allows",
                    def = "auto")
            Method method,

            @Field(
                    help = "The port to connect to where neither ICMP socket is allowed; a refusal is a reply, too",
                    def = "80",
                    min = "1",
                    max = "65535")
            int tcpPort) {

        Config {
            if (warningLoss > criticalLoss) {
                throw new IllegalArgumentException("'warning loss' (" + warningLoss
                        + ") must not be more than 'critical loss' (" + criticalLoss + ").");
            }
        }
    }
}
