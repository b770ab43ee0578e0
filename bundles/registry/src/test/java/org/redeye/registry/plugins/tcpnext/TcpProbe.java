package org.redeye.registry.plugins.tcpnext;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.schema.Field;

/** The next version of the sound plugin. */
@Component
@Plugin(kind = "probe", id = "tcp", title = "TCP", help = "Opens a connection, faster")
public final class TcpProbe implements Probe<TcpProbe.Config> {
    record Config(
            @Field(help = "Where to", required = true, min = "1", max = "65535")
            int port,

            @Field(help = "What to send first") String greeting) {}

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        return CompletableFuture.completedFuture(Outcome.ok("new", List.of()));
    }
}
