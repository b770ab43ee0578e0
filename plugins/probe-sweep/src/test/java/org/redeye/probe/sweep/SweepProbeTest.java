package org.redeye.probe.sweep;

import org.redeye.api.probe.Probe;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ProbeContract;

class SweepProbeTest extends ProbeContract<SweepConfig> {

    private final SweepProbe probe = new SweepProbe();

    SweepProbeTest() {
        super(SweepProbe.class, SweepConfig.class);
    }

    @Override
    protected Probe<SweepConfig> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{addresses: [127.0.0.1], wait: 100ms, all: true}";
    }

    @Override
    protected FakeProbeContext context() {
        return FakeProbeContext.local();
    }
}
