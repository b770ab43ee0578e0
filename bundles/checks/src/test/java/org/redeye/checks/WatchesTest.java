package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.Watch;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** Close looks for a short while. */
class WatchesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final CheckDeclaration CHECK = World.check("a", "x", MINUTE);

    private final World world = new World();
    private final Watches watches = new Watches(world.core, world.events);

    private Watch begin(Duration every, Duration length) {
        Watch watch = watches.begin(world.roster.find("a").orElseThrow(), every, length);
        world.work();
        return watch;
    }

    private Watch look(Watch watch) {
        return watches.find(watch.id()).orElseThrow();
    }

    private void pass(Duration length) {
        for (long left = length.toMillis(); left > 0; left -= 250) {
            world.pass(Duration.ofMillis(Math.min(left, 250)));
            watches.tick();
        }
    }

    @Test
    void runsEverySecondForAWhileAndLeavesSeriesAndStateAlone() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(World.check("a", "x", Duration.ofHours(1)));
        world.pass(Duration.ofHours(1));
        world.plugins.put("x", TestProbe.answering(Outcome.critical(Reason.REFUSED, "down", List.of())), "1.0.1");
        int stored = world.series.times("a:total_seconds").size();
        int told = world.events.of("check").size();
        long done = world.status("a").counts().done();

        Watch watch = begin(SECOND, Duration.ofSeconds(30));
        pass(Duration.ofSeconds(29));

        Watch seen = look(watch);
        assertThat(seen.runs()).hasSize(30).allMatch(run -> run.reason() == Reason.REFUSED);
        List<Long> times =
                seen.runs().stream().map(run -> run.at().toEpochMilli()).toList();
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isEqualTo(1_000);
        }
        assertThat(seen.over()).isFalse();
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.status("a").counts().done()).isEqualTo(done);
        assertThat(world.series.times("a:total_seconds")).hasSize(stored);
        assertThat(world.events.of("check")).hasSize(told);
        assertThat(world.events.of("watch")).hasSize(30).allMatch(data -> data.get("watch")
                .equals(watch.id()));

        pass(Duration.ofSeconds(5));
        assertThat(look(watch).over()).isTrue();
        assertThat(look(watch).runs()).as("no more than its time").hasSize(30);
    }

    @Test
    void itsRatesAreItsOwn() {
        var runs = new int[1];
        world.plugins.put(
                "x",
                new TestProbe((config, context) -> CompletableFuture.completedFuture(
                        Outcome.ok("fine", List.of(Metric.rate("runs_rate", "", "1/s", runs[0]++))))),
                "1.0.0");
        world.declare(CHECK);
        pass(Duration.ofMinutes(2));
        int before = world.series.values("a:runs_rate").size();

        Watch watch = begin(SECOND, Duration.ofSeconds(30));
        pass(Duration.ofMinutes(2));

        List<Double> rates = world.series.values("a:runs_rate").subList(before, before + 2);
        assertThat((rates.get(0) + rates.get(1)) * 60)
                .as(
                        "two runs of the schedule and those of the watch between them, each counted since the schedule's last")
                .isCloseTo(2 + 30, within(1e-6));
        assertThat(look(watch).runs().subList(1, 30))
                .as("since the last run of the watch, but for one of the schedule between")
                .allSatisfy(run -> assertThat(run.readings().get(0).value()).isBetween(1.0, 2.0));
    }

    @Test
    void waitsForItsPlaceAtTheHostLikeEveryRun() {
        var narrow = new World(null, 1, 8);
        var its = new Watches(narrow.core, narrow.events);
        var answer = new CompletableFuture<Outcome>();
        narrow.plugins.put("slow", TestProbe.pending(answer), "1.0.0");
        narrow.plugins.put("x", TestProbe.well(), "1.0.0");
        narrow.declare(World.check("slow", "slow", MINUTE), World.check("a", "x", Duration.ofDays(9)));
        narrow.pass(MINUTE);

        Watch watch = its.begin(narrow.roster.find("a").orElseThrow(), SECOND, Duration.ofSeconds(30));
        narrow.pass(Duration.ofSeconds(5));
        assertThat(its.find(watch.id()).orElseThrow().runs()).isEmpty();
        assertThat(its.find(watch.id()).orElseThrow().skipped()).isPositive();

        answer.complete(Outcome.ok("at last", List.of()));
        narrow.work();
        narrow.pass(Duration.ofSeconds(5));
        assertThat(its.find(watch.id()).orElseThrow().runs()).isNotEmpty();
    }

    @Test
    void endsWhenAskedToAndWhenItsCheckGoes() {
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        Watch first = begin(SECOND, MINUTE);
        Watch second = begin(SECOND, MINUTE);
        pass(Duration.ofSeconds(3));

        watches.end(first.id());
        int seen = look(first).runs().size();
        pass(Duration.ofSeconds(3));
        assertThat(look(first).over()).isTrue();
        assertThat(look(first).runs()).hasSize(seen);

        watches.endAll("a");
        assertThat(look(second).over()).isTrue();
    }

    @Test
    void isBoundedAndSaysHow() {
        assertThatThrownBy(() -> {
                    world.declare(CHECK);
                    begin(SECOND, MINUTE);
                })
                .hasMessage("'a' cannot run: needs probe:x");
        world.plugins.put("x", TestProbe.well(), "1.0.0");
        world.work();
        assertThatThrownBy(() -> begin(Duration.ofMillis(100), MINUTE)).hasMessageContaining("every 200 ms to 60 s");
        assertThatThrownBy(() -> begin(SECOND, Duration.ofMinutes(11))).hasMessageContaining("at most 600 s");
        assertThatThrownBy(() -> begin(Duration.ofMillis(200), Duration.ofMinutes(10)))
                .hasMessageContaining("at most 600 runs");
        for (int i = 0; i < Watches.MOST_OPEN; i++) {
            begin(SECOND, MINUTE);
        }
        assertThatThrownBy(() -> begin(SECOND, MINUTE)).hasMessage("16 watches are going on already");

        pass(Duration.ofMinutes(2));
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < Watches.MOST_OPEN; j++) {
                begin(SECOND, SECOND);
            }
            pass(Duration.ofSeconds(3));
        }
        assertThat(world.core.gates.inFlight()).isZero();
        CheckRun last = Manual.run(world.core, world.roster.find("a").orElseThrow())
                .toCompletableFuture()
                .getNow(null);
        assertThat(last).as("nothing is blocked").isNull();
    }
}
