package org.redeye.probe.heartbeat;

import org.junit.jupiter.api.BeforeEach;
import org.redeye.api.probe.Probe;
import org.redeye.testkit.ProbeContract;
import org.redeye.testkit.store.MemoryStateStore;

/** With a caller that has called. */
class HeartbeatProbeContractTest extends ProbeContract<HeartbeatProbe.Config> {

    private static final String TOKEN = "contract-0123456789";

    private final Beats beats = new Beats(new MemoryStateStore());

    HeartbeatProbeContractTest() {
        super(HeartbeatProbe.class, HeartbeatProbe.Config.class);
    }

    @BeforeEach
    void call() throws Exception {
        long now = System.currentTimeMillis();
        beats.know(TOKEN, now);
        beats.change(TOKEN, beat -> beat.start(now).finish(now));
    }

    @Override
    protected Probe<HeartbeatProbe.Config> probe() {
        return new HeartbeatProbe(beats, 0);
    }

    @Override
    protected String works() {
        return "token: " + TOKEN;
    }
}
