package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.ProbeContext;

/** No probe, however bad, keeps the engine from its schedule. */
class DeadlinesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Outcome FINE = Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 0.25)));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() throws InterruptedException {
        release.countDown();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static CheckDeclaration check(String id, Duration every, Duration timeout) {
        return World.check(id, "x", "", every, timeout, Map.of());
    }

    @Test
    void endsARunAtItsDeadlineAndCancelsTheFuture() {
        var world = new World();
        var future = new CompletableFuture<Outcome>();
        world.plugins.put("x", TestProbe.pending(future), "1.0.0");
        world.declare(check("a", Duration.ofSeconds(10), Duration.ofSeconds(2)));

        world.pass(Duration.ofSeconds(10));
        world.pass(Duration.ofSeconds(3));

        CheckStatus status = world.status("a");
        assertThat(status.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(status.reason()).isEqualTo("timeout");
        assertThat(status.message()).isEqualTo("no answer from the probe within 2 s");
        assertThat(status.last().get().took()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_020));
        assertThat(future).isCancelled();
        assertThat(world.meter("checks_in_flight", "")).isZero();
    }

    @Test
    void ignoresAnAnswerAfterTheDeadline() {
        var world = new World();
        world.plugins.put("x", new TestProbe((config, context) -> world.later(Duration.ofSeconds(3), FINE)), "1.0.0");
        world.declare(check("a", Duration.ofSeconds(10), Duration.ofSeconds(2)));

        world.pass(Duration.ofSeconds(15));

        assertThat(world.status("a").reason()).isEqualTo("timeout");
        assertThat(world.series.times("a:total_seconds")).isEmpty();
    }

    @Test
    void givesUpATenthOfTheTimeoutAtMostSoThatTheNextSlotIsNotLate() {
        var world = new World();
        var deadline = new AtomicReference<Duration>();
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    deadline.set(context.remaining());
                    return CompletableFuture.completedFuture(FINE);
                }),
                "1.0.0");
        CheckDeclaration check = check("a", SECOND, SECOND);
        world.declare(check);
        long slot =
                World.slots(check, world.time.wall(), world.time.wall() + 1_000).get(0);

        world.stall(Duration.ofMillis(slot + 30 - world.time.wall()));
        assertThat(deadline.get()).isEqualTo(Duration.ofMillis(970));
        world.stall(Duration.ofMillis(1_500));

        assertThat(deadline.get()).isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void givesTheProbeTheTimeThatIsLeftWhateverTheClockDoes() {
        var world = new World();
        var seen = new AtomicReference<ProbeContext>();
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    seen.set(context);
                    return new CompletableFuture<>();
                }),
                "1.0.0");
        world.declare(World.check("a", "x", "web", Duration.ofSeconds(10), Duration.ofSeconds(4), Map.of()));
        world.pass(Duration.ofSeconds(10));
        Instant began = world.now();
        Duration before = seen.get().remaining();
        world.time.jump(-3_600_000);

        assertThat(seen.get().remaining()).isEqualTo(before).isLessThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(seen.get().deadline()).isAfter(began.minusSeconds(1)).isBefore(began.plusSeconds(5));
        assertThat(seen.get().host()).isEqualTo("web");
        assertThat(seen.get().check()).isEqualTo("a");
    }

    @Test
    void goesOnBesideACallThatNeverReturns() throws Exception {
        var world = new World(threads, 100, 8);
        var stuck = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    stuck.countDown();
                    hang(interrupted);
                    return CompletableFuture.completedFuture(FINE);
                }),
                "1.0.0");
        var ran = new CountDownLatch(1);
        world.plugins.put(
                "y",
                new TestProbe((config, context) -> {
                    ran.countDown();
                    return CompletableFuture.completedFuture(FINE);
                }),
                "1.0.0");
        world.declare(check("a", SECOND, SECOND), World.check("b", "y", SECOND));

        world.stall(SECOND);
        assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 10_000 && world.status("b").counts().done() == 0; i++) {
            Thread.sleep(1); // its thread is still on the way out
        }
        world.stall(SECOND);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(world.status("a").reason()).isEqualTo("timeout");
        assertThat(world.meter("checks_hung", "")).isEqualTo(1);
        assertThat(world.meter("checks_in_flight", "")).isLessThanOrEqualTo(2);
    }

    /** Takes an interrupt for a hint that it does not follow. */
    private void hang(CountDownLatch interrupted) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    @Test
    void boundsTheThreadsThatOneBadProbeCanTake() throws Exception {
        var world = new World(threads, 100, 8);
        var interrupted = new CountDownLatch(ProbeEntry.CALLS);
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    hang(interrupted);
                    return CompletableFuture.completedFuture(FINE);
                }),
                "1.0.0");
        for (int i = 0; i < 20; i++) {
            world.declare(check("a" + i, SECOND, SECOND));
        }
        for (int i = 0; i < 3_000 && !interrupted.await(1, TimeUnit.MILLISECONDS); i++) {
            world.stall(Duration.ofMillis(20));
        }

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(world.meter("checks_hung", "")).isEqualTo(ProbeEntry.CALLS);
        world.pass(Duration.ofSeconds(5));
        assertThat(world.meter("checks_hung", "")).isEqualTo(ProbeEntry.CALLS);
        assertThat(world.meter("checks_skipped_total", "overload")).isPositive();
        release.countDown();
        for (int i = 0; i < 3_000 && !recovered(world); i++) {
            world.stall(Duration.ofMillis(20));
            Thread.sleep(1); // lets the threads of the probe go on
        }
        assertThat(recovered(world)).as("it recovers when they return").isTrue();
    }

    private static boolean recovered(World world) {
        return world.meter("checks_hung", "") == 0 && world.status("a0").state() == CheckState.OK;
    }

    @Test
    void interruptsBlockingWorkAtTheDeadline() throws Exception {
        var world = new World(threads, 100, 8);
        var working = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> context.blocking(() -> {
                    working.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return FINE;
                })),
                "1.0.0");
        world.declare(check("a", SECOND, SECOND));
        world.stall(SECOND);
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

        world.stall(SECOND);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(world.status("a").reason()).isEqualTo("timeout");
    }

    @Test
    void takesTheOutcomeOfBlockingWork() throws Exception {
        var world = new World();
        world.plugins.put("x", new TestProbe((config, context) -> context.blocking(() -> FINE)), "1.0.0");
        world.declare(check("a", SECOND, SECOND));

        world.pass(SECOND);

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
    }

    @Test
    void refusesBlockingWorkAfterTheRun() {
        var world = new World();
        var seen = new AtomicReference<ProbeContext>();
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    seen.set(context);
                    return CompletableFuture.completedFuture(FINE);
                }),
                "1.0.0");
        world.declare(check("a", SECOND, SECOND));
        world.pass(SECOND);

        assertThatThrownBy(() ->
                        seen.get().blocking(() -> "late").toCompletableFuture().join())
                .hasMessageContaining("The run is over");
    }
}
