package org.redeye.probe.tcp;

import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
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

/** Opens a TCP connection, says something if told to, and looks at what comes back. */
@Component
@Plugin(
        kind = "probe",
        id = "tcp",
        title = "TCP",
        help = "Opens a TCP connection: time of each phase, and whether the answer matches")
public final class TcpProbe implements Probe<TcpProbe.Config> {

    private final AsynchronousChannelGroup group;

    /** Starts the one thread that serves every connection. */
    @Activate
    public TcpProbe() throws IOException {
        group = AsynchronousChannelGroup.withFixedThreadPool(1, work -> {
            var thread = new Thread(work, "rem-probe-tcp");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return new TcpRun(config, context, group).start();
    }

    @Override
    public String target(Config config, String address) {
        return config.address().isEmpty() ? address : config.address();
    }

    @Override
    public int concurrency() {
        return 4096;
    }

    /** Takes no more runs; those in flight end by their deadline, and the thread with the last of them. */
    @Deactivate
    public void close() {
        group.shutdown();
    }

    /** What to connect to and what to expect. */
    record Config(
            @Field(help = "The port to connect to", min = "1", max = "65535", required = true)
            int port,

            @Field(help = "Name or IP address to connect to; by default the host's", type = "host")
            String address,

            @Field(help = "Text to send as soon as the connection stands", max = "65536")
            String send,

            @Field(help = "Regular expression that must be found in the answer", max = "1000")
            String expect,

            @Field(
                    help = "How much of the answer is looked at",
                    type = "bytes",
                    def = "16KiB",
                    min = "1B",
                    max = "64KiB")
            long maxAnswer) {

        Config {
            try {
                Expression.of(expect);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'expect' " + e.getMessage(), e);
            }
        }
    }
}
