package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.platform.Platform;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.section.Changes;

/** The engine with its real threads and the real clock. */
class ChecksEngineTest {

    private static final CheckDeclaration CHECK = World.check("a", "x", Duration.ofMillis(100));

    private final FakePlugins plugins = new FakePlugins();
    private final RecordingSeries series = new RecordingSeries();
    private final RecordingEvents events = new RecordingEvents();
    private final MemoryStates store = new MemoryStates();
    private final ChecksEngine engine =
            new ChecksEngine(plugins, new FakeBinder(), series, events, platform(), settings(4_000, 8));

    @AfterEach
    void stop() throws InterruptedException {
        engine.stop();
    }

    static Settings settings(int inFlight, int perHost) {
        return (Settings) Proxy.newProxyInstance(
                Settings.class.getClassLoader(),
                new Class<?>[] {Settings.class},
                (proxy, method, arguments) -> method.getName().equals("inFlight") ? inFlight : perHost);
    }

    static Platform platform() {
        return new Platform() {
            @Override
            public String node() {
                return "n1";
            }

            @Override
            public Path data() {
                return Path.of("data");
            }

            @Override
            public Path home() {
                return Path.of("home");
            }

            @Override
            public String version() {
                return "0";
            }

            @Override
            public URI url() {
                return URI.create("http://127.0.0.1:2001");
            }

            @Override
            public Instant started() {
                return Instant.EPOCH;
            }
        };
    }

    private void declare(CheckDeclaration... checks) {
        engine.apply(new Changes<>(List.of(checks), List.of(), List.of()));
    }

    @Test
    void keepsTheScheduleByItself() throws Exception {
        var runs = new CountDownLatch(5);
        plugins.put(
                "x",
                new TestProbe((config, context) -> context.blocking(() -> {
                    runs.countDown();
                    return Outcome.ok("fine", List.of());
                })),
                "1.0.0");
        declare(CHECK, World.check("b", "gone", Duration.ofMillis(100)));

        assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.list()).extracting(CheckStatus::id).containsExactly("a", "b");
        assertThat(engine.find("b").get().reason()).isEqualTo("needs probe:gone");
        assertThat(engine.find("nothing")).isEmpty();
        assertThat(events.of("checks").get(0)).containsEntry("added", List.of("a", "b"));
        assertThat(engine.read()).hasSizeLessThan(1_000);
    }

    @Test
    void runsAtOnceWhenAsked() {
        plugins.put("x", TestProbe.well(), "1.0.0");
        declare(World.check("a", "x", Duration.ofDays(300)));

        assertThat(engine.run("a")
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .message())
                .isEqualTo("fine");
        assertThat(engine.find("a").get().state()).isEqualTo(CheckState.OK);
        assertThatThrownBy(() -> engine.run("b").toCompletableFuture().join())
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no check 'b'");
    }

    @Test
    void storesWhatWaitsBeforeItEnds() throws Exception {
        plugins.put("x", TestProbe.well(), "1.0.0");
        declare(World.check("a", "x", Duration.ofDays(300)));
        engine.run("a").toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
        engine.bindStateStore(store);
        engine.stop();

        assertThat(store.entries.get("a").value()).startsWith("1\nOK\n");
    }

    @Test
    void callsNoProbeOnTheThreadOfTheSchedule() {
        var thread = new AtomicReference<String>();
        plugins.put(
                "x",
                new TestProbe((config, context) -> {
                    thread.set(Thread.currentThread().getName());
                    return CompletableFuture.completedFuture(Outcome.ok("", List.of()));
                }),
                "1.0.0");
        declare(World.check("a", "x", Duration.ofDays(300)));
        engine.run("a").toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(thread.get()).startsWith("rem-check-");
    }

    /** Real threads, so that whatever can overtake does; how late runs begin is left open. */
    @Test
    void losesNothingWhileAPluginIsSwappedUnderLoad() throws Exception {
        var declarations = new CheckDeclaration[200];
        for (int i = 0; i < declarations.length; i++) {
            declarations[i] = World.check("c" + i, "x", Duration.ofSeconds(1));
        }
        ScheduledExecutorService other = Executors.newScheduledThreadPool(2);
        var swaps = new AtomicInteger();
        plugins.put("x", dying(other, new AtomicBoolean()), "1.0.0");
        declare(declarations);
        for (int i = 0; i < 20; i++) {
            var dead = new AtomicBoolean();
            TestProbe next = dying(other, dead);
            plugins.put("x", next, "1." + swaps.incrementAndGet());
            Thread.sleep(150); // load for a while
            plugins.remove("x");
            dead.set(true);
            Thread.sleep(10); // the gap of a swap
        }
        plugins.put("x", TestProbe.well(), "2");
        var settled = new CountDownLatch(1);
        other.schedule(settled::countDown, 300, TimeUnit.MILLISECONDS);
        assertThat(settled.await(20, TimeUnit.SECONDS)).isTrue();
        engine.stop();
        other.shutdownNow();

        for (CheckStatus status : engine.list()) {
            List<Long> times = series.times(status.id() + ":total_seconds");
            assertThat(status.counts().skippedProbe()).isZero();
            assertThat(status.state()).isNotEqualTo(CheckState.PENDING);
            assertThat(status.reason()).isNotEqualTo("broken");
            assertThat(times)
                    .as("every slot from the first to the last has its sample")
                    .isEqualTo(World.slots(status.declaration(), times.get(0) - 1, times.get(times.size() - 1)))
                    .hasSize((int) status.counts().done());
        }
        assertThat(series.passedOver).isZero();
    }

    /** Answers after some milliseconds from another thread; once dead it breaks, as one whose client is closed. */
    private static TestProbe dying(ScheduledExecutorService other, AtomicBoolean dead) {
        Outcome fine = Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 1)));
        return new TestProbe((config, context) -> {
            var answer = new CompletableFuture<Outcome>();
            other.schedule(
                    () -> dead.get()
                            ? answer.completeExceptionally(new IllegalStateException("closed"))
                            : answer.complete(fine),
                    5,
                    TimeUnit.MILLISECONDS);
            return answer;
        });
    }
}
