package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;

/** Checks that come, change and go. */
class DeclarationsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CheckDeclaration A = World.check("a", "x", SECOND);
    private static final CheckDeclaration B = World.check("b", "x", SECOND);

    private final World world = new World();
    private final List<String> words = new ArrayList<>();

    private TestProbe echo() {
        return new TestProbe((config, context) -> {
            words.add(context.check() + config.word());
            return CompletableFuture.completedFuture(Outcome.ok("", List.of(Metric.rate("n_per_second", "", "", 1))));
        });
    }

    private static CheckDeclaration with(String word, Duration every) {
        return World.check("a", "x", "", every, every, Map.of("word", word));
    }

    @Test
    void storesTheFirstSampleWithinOneInterval() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        for (int i = 0; i < 50; i++) {
            world.declare(World.check("c" + i, "x", SECOND));
        }
        world.pass(SECOND);

        for (int i = 0; i < 50; i++) {
            assertThat(world.series.times("c" + i + ":total_seconds")).hasSize(1);
        }
    }

    @Test
    void leavesOthersUntouchedWhenOneChanges() {
        world.plugins.put("x", echo(), "1.0.0");
        world.declare(A, B);
        world.pass(Duration.ofSeconds(5));
        CheckStatus before = world.status("b");

        world.change(with("new", SECOND));
        world.remove(A);

        assertThat(world.status("b")).isEqualTo(before);
    }

    @Test
    void takesNewSettingsFromTheNextSlotOnAndKeepsStateAndCounts() {
        world.plugins.put("x", echo(), "1.0.0");
        world.declare(A);
        world.pass(Duration.ofSeconds(2));
        CheckStatus before = world.status("a");

        world.change(with("new", SECOND));
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        world.pass(SECOND);

        assertThat(words).containsExactly("anone", "anone", "anew");
        assertThat(world.status("a").since()).isEqualTo(before.since());
        assertThat(world.status("a").counts().done()).isEqualTo(3);
        assertThat(world.series.values("a:n_per_second"))
                .as("the count goes on")
                .hasSize(2);
    }

    @Test
    void takesANewIntervalAtOnce() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(World.check("a", "x", Duration.ofHours(1)));
        world.pass(SECOND);
        world.change(A);
        long start = world.time.wall();
        world.pass(Duration.ofSeconds(5));

        assertThat(world.series.times("a:total_seconds")).isEqualTo(World.slots(A, start, world.time.wall()));
        assertThat(world.series.stored.get("a:total_seconds").get(0).key().step())
                .isEqualTo(SECOND);
    }

    @Test
    void goesPendingAtOnceWhenChangedToAProbeThatIsMissing() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(A);
        world.pass(SECOND);
        world.change(World.check("a", "y", SECOND));

        assertThat(world.status("a").reason()).isEqualTo("needs probe:y");
        world.change(A);
        assertThat(world.status("a").reason()).isEqualTo("first run is due");
        world.pass(SECOND);
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
    }

    @Test
    void endsTheSeriesOfARemovedCheckAndStoresNothingAfterwards() {
        var future = new CompletableFuture<Outcome>();
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(A);
        world.pass(SECOND);
        long last = world.series.times("a:total_seconds").get(0);
        world.plugins.put("x", TestProbe.pending(future), "1.0.1");
        world.pass(SECOND);

        world.remove(A);
        future.complete(Outcome.ok("", List.of(Metric.of("total_seconds", "s", 1))));
        world.work();
        world.pass(Duration.ofSeconds(5));

        assertThat(world.series.ended).isEqualTo(Map.of("a:total_seconds", last));
        assertThat(world.series.times("a:total_seconds")).containsExactly(last);
        assertThat(world.roster.find("a")).isEmpty();
        assertThat(world.meter("checks_in_flight", "")).isZero();
        assertThat(world.core.probes().all())
                .as("nothing is kept of its probe but what is in flight")
                .hasSizeLessThan(2);
    }

    @Test
    void endsTheSeriesOfARemovedCheckThatHasNotRunSinceTheStart() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(A);
        world.pass(SECOND);
        world.remove(A);
        world.series.ended.clear();
        world.declare(A);
        world.remove(A);

        assertThat(world.series.ended).containsOnlyKeys("a:total_seconds");
    }

    @Test
    void runsTenThousandChecks() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        var many = new CheckDeclaration[10_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = World.check("c" + i, "x", Duration.ofSeconds(10));
        }
        world.declare(many);
        world.pass(Duration.ofSeconds(20));

        assertThat(world.meter("checks_runs_total", "")).isEqualTo(20_000);
        assertThat(world.meter("checks_late_seconds", "1")).isLessThan(0.02);
        assertThat(world.meter("checks_count", "ok")).isEqualTo(10_000);
        assertThat(world.meter("checks_skipped_total", "overload")).isZero();
    }
}
