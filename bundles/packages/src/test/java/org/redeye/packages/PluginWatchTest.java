package org.redeye.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginState;
import org.redeye.testkit.FakePluginRegistry;

/** When packages are compiled anew after a plugin came or went. */
class PluginWatchTest {

    private static final PluginId PROBE = new PluginId("probe", "x");

    private final List<Long> delays = new ArrayList<>();
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            delays.add(unit.toMillis(delay));
            return super.schedule(work, delay, unit);
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }
    };
    private final FakePluginRegistry plugins = new FakePluginRegistry();

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    @Test
    void whatCameIsUsedAtOnce() {
        PluginWatch watch = watch();
        plugins.with("probe", "x", new Object());
        watch.changed(PROBE);

        assertThat(last()).isLessThan(100);
    }

    @Test
    void whatWentMayComeBackInANewVersion() {
        plugins.with("probe", "x", new Object());
        PluginWatch watch = watch();
        plugins.remove("probe", "x");
        watch.changed(PROBE);
        assertThat(last()).isGreaterThan(1_000);

        plugins.with("probe", "x", new Object());
        watch.changed(PROBE);
        assertThat(last()).isLessThan(100);
    }

    @Test
    void nobodyWaitsForOneThatNeverWasThere() {
        PluginWatch watch = watch();
        plugins.broken("probe", "x", PluginState.PENDING, "its bundle has not started");
        watch.changed(PROBE);

        assertThat(last()).isLessThan(100);
    }

    private PluginWatch watch() {
        return new PluginWatch(plugins, thread, () -> {});
    }

    private long last() {
        return delays.get(delays.size() - 1);
    }
}
