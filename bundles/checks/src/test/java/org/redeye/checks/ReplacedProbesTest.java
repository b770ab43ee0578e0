package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckState;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;

/** A probe does not inherit the calls that hang in the one that it replaces. */
class ReplacedProbesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Outcome FINE = Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 0.25)));
    private static final int CHECKS = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final World world = new World(threads, 100, 8);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void declare(Duration timeout) {
        for (int i = 0; i < CHECKS; i++) {
            world.declare(World.check("a" + i, "x", "", SECOND, timeout, Map.of()));
        }
    }

    /** Takes an interrupt for a hint that it does not follow. */
    private Outcome hang() {
        hanging.incrementAndGet();
        while (true) {
            try {
                release.await();
                return FINE;
            } catch (InterruptedException e) {
                // it has no manners
            }
        }
    }

    private TestProbe hangingProbe() {
        return new TestProbe((config, context) -> CompletableFuture.completedFuture(hang()));
    }

    /** Lets time pass until something is so; fails if it never comes to be. */
    private void passUntil(String what, BooleanSupplier reached) throws InterruptedException {
        until(what, Duration.ofMillis(20), reached);
    }

    private void until(String what, Duration step, BooleanSupplier reached) throws InterruptedException {
        for (int i = 0; i < 10_000 && !reached.getAsBoolean(); i++) {
            world.stall(step);
            Thread.sleep(1); // lets the threads of the probe go on
        }
        assertThat(reached.getAsBoolean()).as(what).isTrue();
    }

    private int hung() {
        return (int) world.meter("checks_hung", "");
    }

    private int hungReplaced() {
        return (int) world.meter("checks_hung_replaced", "");
    }

    @Test
    void runsTheNewProbeWhereTheOldOneHangsOnEveryThread() throws Exception {
        world.plugins.put("x", hangingProbe(), "1.0.0");
        declare(SECOND);
        passUntil("every thread hangs", () -> hung() == ProbeEntry.CALLS);
        passUntil("the others wait", () -> world.meter("checks_skipped_total", "overload") >= CHECKS);
        assertThat(hungReplaced()).isZero();
        assertThat(wellChecks()).isZero();

        var together = new CountDownLatch(ProbeEntry.CALLS);
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    together.countDown();
                    together.await();
                    return CompletableFuture.completedFuture(FINE);
                }),
                "2.0.0");

        passUntil("the new one has all its threads", () -> together.getCount() == 0);
        passUntil("every check runs", () -> wellChecks() == CHECKS);
        assertThat(hanging).hasValue(ProbeEntry.CALLS);
        assertThat(hungReplaced()).isEqualTo(ProbeEntry.CALLS);
        assertThat(hung()).isEqualTo(ProbeEntry.CALLS);
        release.countDown();
        passUntil("those that hung have returned", () -> hung() == 0 && hungReplaced() == 0);
    }

    @Test
    void losesNoCallThatWaitedBehindOnesThatHang() throws Exception {
        world.plugins.put("x", hangingProbe(), "1.0.0");
        declare(Duration.ofMinutes(1));
        passUntil("every thread hangs", () -> hanging.get() == ProbeEntry.CALLS);
        passUntil("the others wait", () -> waiting() == CHECKS - ProbeEntry.CALLS);

        world.plugins.put("x", TestProbe.well(), "2.0.0");

        until("those that waited run, in no time", Duration.ZERO, () -> wellChecks() == CHECKS - ProbeEntry.CALLS);
    }

    private long waiting() {
        return world.core.locked(() -> world.roster.all().stream()
                .filter(check -> check.run != null && check.run.phase == Run.Phase.QUEUED)
                .count());
    }

    private long wellChecks() {
        return world.roster.all().stream()
                .filter(check -> world.status(check.id).state() == CheckState.OK)
                .count();
    }

    @Test
    void doesBlockingWorkOfTheNewProbeWhereThatOfTheOldOneHangs() throws Exception {
        world.plugins.put("x", new TestProbe((config, context) -> context.blocking(this::hang)), "1.0.0");
        declare(SECOND);
        passUntil("every thread hangs", () -> hung() == 4);

        world.plugins.put("x", new TestProbe((config, context) -> context.blocking(() -> FINE)), "2.0.0");

        passUntil("every check runs", () -> wellChecks() == CHECKS);
        assertThat(hanging)
                .as("what waited with the old one is not begun with the new one")
                .hasValue(4);
        assertThat(hungReplaced()).isEqualTo(4);
    }

    @Test
    void cancelsFuturesOfTheNewProbeWhereThoseOfTheOldOneHang() throws Exception {
        world.plugins.put("x", new TestProbe((config, context) -> new Cancelled(this::hang)), "1.0.0");
        declare(SECOND);
        passUntil("both threads hang", () -> hanging.get() == 2);

        var cancelled = new AtomicInteger();
        world.plugins.put("x", new TestProbe((config, context) -> new Cancelled(cancelled::incrementAndGet)), "2.0.0");

        passUntil("those of the new one are cancelled", () -> cancelled.get() > 0);
        assertThat(hanging).hasValue(2);
    }

    private static final class Cancelled extends CompletableFuture<Outcome> {
        private final Runnable then;

        Cancelled(Runnable then) {
            this.then = then;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            then.run();
            return super.cancel(mayInterruptIfRunning);
        }
    }

    @Test
    void givesNoNewThreadsToTheSameProbe() throws Exception {
        world.plugins.put("x", hangingProbe(), "1.0.0");
        declare(SECOND);
        passUntil("every thread hangs", () -> hung() == ProbeEntry.CALLS);
        double skipped = world.meter("checks_skipped_total", "overload");

        for (int i = 0; i < 5; i++) {
            world.plugins.tell(new PluginId("probe", "x"));
            world.plugins.tell(new PluginId("field", "number"));
        }
        passUntil("time goes on", () -> world.meter("checks_skipped_total", "overload") > skipped + CHECKS);

        assertThat(hanging).hasValue(ProbeEntry.CALLS);
        assertThat(hungReplaced()).isZero();
    }

    @Test
    void boundsTheThreadsThatSwapsOfAHangingProbeTake() throws Exception {
        world.plugins.put("y", TestProbe.well(), "1.0.0");
        world.plugins.put("x", hangingProbe(), "0.0.0");
        declare(SECOND);
        int swaps = Probes.MOST_LEFT / ProbeEntry.CALLS;
        for (int i = 1; i <= swaps + 3; i++) {
            int calls = ProbeEntry.CALLS * Math.min(i, swaps + 1);
            passUntil("every thread hangs, " + i, () -> hanging.get() == calls);
            world.plugins.put("x", hangingProbe(), i + ".0.0");
        }
        passUntil("all are overdue", () -> hung() == hanging.get());
        assertThat(hanging).hasValue(Probes.MOST_LEFT + ProbeEntry.CALLS);
        assertThat(hungReplaced()).isEqualTo(Probes.MOST_LEFT);

        world.declare(World.check("b", "y", SECOND));
        passUntil("others run", () -> world.status("b").counts().done() > 0);
        world.plugins.put("x", TestProbe.well(), "100.0.0");
        release.countDown();
        passUntil("all recovers when they return", () -> hung() == 0 && wellChecks() == CHECKS + 1);
    }
}
