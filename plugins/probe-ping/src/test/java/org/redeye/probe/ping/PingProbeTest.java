package org.redeye.probe.ping;

import org.junit.jupiter.api.AfterEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.FakeProbeContext;
import org.redeye.testkit.ProbeContract;

/** By whichever method this machine allows. */
class PingProbeTest extends ProbeContract<PingProbe.Config> {

    private final PingProbe probe = new PingProbe();

    PingProbeTest() {
        super(PingProbe.class, PingProbe.Config.class);
    }

    @Override
    protected Probe<PingProbe.Config> probe() {
        return probe;
    }

    @Override
    protected String works() {
        return "{address: 127.0.0.1, count: 3, interval: 5ms}";
    }

    @Override
    protected FakeProbeContext context() {
        return FakeProbeContext.local();
    }

    @AfterEach
    void close() {
        probe.close();
    }
}
