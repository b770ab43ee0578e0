package org.redeye.registry.plugins.brokenschema;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;

/** Its configuration has a component without {@code @Field}. */
@Component
@Plugin(kind = "probe", id = "broken-schema", title = "Broken schema")
public final class BrokenSchemaProbe implements Probe<BrokenSchemaProbe.Config> {
    record Config(int port) {}

    @Override
    public CompletionStage<Outcome> probe(Config config, ProbeContext context) {
        throw new UnsupportedOperationException();
    }
}
