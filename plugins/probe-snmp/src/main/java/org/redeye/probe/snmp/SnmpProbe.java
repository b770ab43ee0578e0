package org.redeye.probe.snmp;

import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;

/** Asks an SNMP agent for single values and for tables. */
@Component
@Plugin(
        kind = "probe",
        id = "snmp",
        title = "SNMP",
        help = "Asks switches, printers, power supplies and servers: values, and tables with a series for each row")
public final class SnmpProbe implements Probe<SnmpConfig> {

    private final Agents agents;

    /** @param agents the socket through which all are asked */
    @Activate
    public SnmpProbe(@Reference Agents agents) {
        this.agents = agents;
    }

    @Override
    public CompletionStage<Outcome> probe(SnmpConfig config, ProbeContext context) {
        return new SnmpRun(config, context, agents).start();
    }

    @Override
    public String target(SnmpConfig config, String address) {
        return config.address().isEmpty() ? address : config.address();
    }

    @Override
    public int concurrency() {
        return 2048;
    }
}
