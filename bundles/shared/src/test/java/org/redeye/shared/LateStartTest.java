package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** In a real framework, whose level goes up as Karaf's does. */
@Timeout(30)
class LateStartTest {
    private static final int FIRST = 7;
    private static final int LAST = 9;

    @TempDir
    private Path cache;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private Framework framework;
    private LateStart start;

    @BeforeEach
    void begin() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", cache.toString(),
                        "rem.startlevel.first", "" + FIRST,
                        "rem.startlevel.last", "" + LAST));
        framework.start();
        start = new LateStart(framework.getBundleContext(), timer, left::countDown);
    }

    @AfterEach
    void end() throws Exception {
        start.close();
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void climbTo(int level) throws InterruptedException {
        var done = new CountDownLatch(1);
        framework.adapt(FrameworkStartLevel.class).setStartLevel(level, event -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private int reached() {
        return framework.adapt(FrameworkStartLevel.class).getStartLevel();
    }

    @Test
    void goesOnWithTheFirstSampleAndLeaves() throws Exception {
        climbTo(FIRST);
        assertThat(reached()).isEqualTo(FIRST);
        start.appended(List.of());
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reached()).isEqualTo(LAST);
    }

    @Test
    void aSampleWhileTheFrameworkStillClimbsLetsItGoOnWhenItIsThere() throws Exception {
        climbTo(FIRST - 2);
        start.appended(List.of());
        assertThat(timer.getQueue()).isEmpty();
        assertThat(reached()).isEqualTo(FIRST - 2);
        climbTo(FIRST);
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reached()).isEqualTo(LAST);
    }

    @Test
    void withoutSamplesItWaitsForSoLongAndNoLonger() throws Exception {
        assertThat(timer.getQueue()).isEmpty();
        climbTo(FIRST);
        while (timer.getQueue().isEmpty()) { // the listener is told a moment later
            Thread.onSpinWait();
        }
        var wait = (java.util.concurrent.ScheduledFuture<?>) timer.getQueue().peek();
        assertThat(wait.getDelay(TimeUnit.MILLISECONDS)).isBetween(1L, LateStart.PATIENCE.toMillis());
        assertThat(reached()).isEqualTo(FIRST);
        ((Runnable) wait).run();
        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(reached()).isEqualTo(LAST);
    }
}
