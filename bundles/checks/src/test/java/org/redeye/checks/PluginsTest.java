package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;

/** What checks do while plugins come, go and are replaced. */
class PluginsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final CheckDeclaration CHECK = World.check("a", "tcp", SECOND);
    private static final String SERIES = "a:total_seconds";

    private final World world = new World();

    @Test
    void saysWhatItNeedsWhileTheProbeIsMissing() {
        world.declare(CHECK);

        CheckStatus status = world.status("a");
        assertThat(status.state()).isEqualTo(CheckState.PENDING);
        assertThat(status.reason()).isEqualTo("needs probe:tcp");
        assertThat(status.next()).isEmpty();
        world.pass(Duration.ofSeconds(5));
        assertThat(world.status("a").reason()).isEqualTo("needs probe:tcp");
        assertThat(world.status("a").counts().skippedProbe()).isEqualTo(4);
    }

    @Test
    void saysThatTheFirstRunIsDueWhereNothingIsMissing() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(CHECK);

        assertThat(world.status("a").state()).isEqualTo(CheckState.PENDING);
        assertThat(world.status("a").reason()).isEqualTo("first run is due");
        assertThat(world.status("a").next()).isPresent();
    }

    @Test
    void staysPendingForAProbeThatCannotExist() {
        world.declare(World.check("a", "No Such", SECOND));
        world.pass(Duration.ofSeconds(3));

        assertThat(world.status("a").reason()).isEqualTo("needs probe:No Such");
    }

    @Test
    void runsTheSlotThatWaitsAsSoonAsTheProbeComes() {
        world.declare(World.check("a", "tcp", Duration.ofMinutes(10)));
        world.pass(Duration.ofMinutes(10));
        assertThat(world.series.times(SERIES)).isEmpty();

        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.work();

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.series.times(SERIES)).hasSize(1);
        assertThat(world.status("a").counts().skippedProbe()).isZero();
    }

    @Test
    void becomesPendingWithinAboutTwoSecondsWhenTheProbeIsRemoved() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(CHECK, World.check("rare", "tcp", Duration.ofHours(1)));
        world.pass(Duration.ofSeconds(3));

        world.plugins.remove("tcp");
        world.pass(Duration.ofMillis(1_900));
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        world.pass(Duration.ofMillis(400));

        assertThat(world.status("a").state()).isEqualTo(CheckState.PENDING);
        assertThat(world.status("a").reason()).isEqualTo("needs probe:tcp");
        assertThat(world.status("rare").reason()).isEqualTo("needs probe:tcp");
    }

    @Test
    void losesNoSampleInASwap() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        long start = world.time.wall();
        for (int i = 0; i < 20; i++) {
            world.pass(Duration.ofMillis(3_137));
            world.plugins.remove("tcp");
            world.pass(Duration.ofMillis(900));
            assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
            world.plugins.put("tcp", TestProbe.well(), "1.0." + i);
            world.work();
        }

        assertThat(world.series.times(SERIES)).isEqualTo(World.slots(CHECK, start, world.time.wall()));
        assertThat(world.status("a").last().get().plugin()).isEqualTo("probe:tcp 1.0.19");
        assertThat(world.events.of("check").stream()
                        .filter(event -> event.get("state").equals("pending")))
                .isEmpty();
    }

    @Test
    void keepsSinceOverASwapThatWasLongerThanASwapTakesButMissedNoSlot() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        CheckDeclaration rare = World.check("a", "tcp", Duration.ofHours(1));
        world.declare(rare);
        world.pass(Duration.ofHours(1));
        CheckStatus before = world.status("a");

        world.plugins.remove("tcp");
        world.pass(Duration.ofSeconds(30));
        assertThat(world.status("a").state()).isEqualTo(CheckState.PENDING);
        world.plugins.put("tcp", TestProbe.well(), "1.0.1");
        world.work();

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.status("a").since()).isEqualTo(before.since());
    }

    @Test
    void runsTheSlotAgainWhenTheSwapBrokeIt() {
        var old = new CompletableFuture<Outcome>();
        world.plugins.put("tcp", TestProbe.pending(old), "1.0.0");
        world.declare(CHECK);
        long start = world.time.wall();
        world.pass(SECOND);

        world.plugins.remove("tcp");
        old.completeExceptionally(new IllegalStateException("the client is closed"));
        world.work();
        assertThat(world.status("a").last()).isEmpty();
        world.plugins.put("tcp", TestProbe.well(), "1.0.1");
        world.work();

        assertThat(world.series.times(SERIES)).isEqualTo(World.slots(CHECK, start, world.time.wall()));
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.status("a").counts().done()).isEqualTo(1);
    }

    @Test
    void doesNotBelieveTheBadNewsOfAProbeThatIsBeingReplaced() {
        var old = new CompletableFuture<Outcome>();
        world.plugins.put("tcp", TestProbe.pending(old), "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);

        world.plugins.put("tcp", TestProbe.well(), "1.0.1");
        old.complete(Outcome.critical(Reason.RESET, "connection closed", List.of()));
        world.work();

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.events.of("check")).hasSize(1);
    }

    @Test
    void letsARunOfTheOldProbeFinish() {
        var old = new CompletableFuture<Outcome>();
        world.plugins.put("tcp", TestProbe.pending(old), "1.0.0");
        world.declare(CHECK);
        world.pass(SECOND);

        world.plugins.put("tcp", TestProbe.well(), "1.0.1");
        old.complete(Outcome.ok("fine", List.of(Metric.of("total_seconds", "s", 1))));
        world.work();

        assertThat(world.status("a").last().get().plugin()).isEqualTo("probe:tcp 1.0.0");
        assertThat(world.series.values(SERIES)).containsExactly(1.0);
    }

    @Test
    void doesNotWaitForAReplacedProbeThatNeverAnswers() {
        CheckDeclaration check = World.check("a", "tcp", Duration.ofSeconds(10));
        world.plugins.put("tcp", TestProbe.pending(new CompletableFuture<>()), "1.0.0");
        world.declare(check);
        long start = world.time.wall();
        world.pass(Duration.ofMillis(Schedule.of("a", check.every())
                        .time(Schedule.of("a", check.every()).slotAt(start) + 1)
                - start
                + 1_000));

        world.plugins.put("tcp", TestProbe.well(), "1.0.1");
        world.work();
        world.pass(Duration.ofMillis(500));

        assertThat(world.series.times(SERIES)).hasSize(1);
        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
    }

    @Test
    void repeatsASlotOnlyOnce() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        CheckDeclaration check = World.check("a", "tcp", Duration.ofSeconds(10));
        world.declare(check);
        var calls = new ArrayList<String>();
        world.plugins.put("tcp", swappingItself(calls, 0), "1.0.1");

        world.pass(Duration.ofSeconds(10));

        assertThat(calls).containsExactly("0", "1");
        assertThat(world.status("a").reason()).isEqualTo("broken");
    }

    private TestProbe swappingItself(List<String> calls, int number) {
        return new TestProbe((config, context) -> {
            calls.add(String.valueOf(number));
            world.plugins.put("tcp", swappingItself(calls, number + 1), "1." + number);
            throw new IllegalStateException("gone");
        });
    }

    @Test
    void saysInWordsWhichSettingsDoNotFit() {
        CheckDeclaration odd = World.check("a", "tcp", "", SECOND, SECOND, Map.of("count", "many", "wort", "x"));
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(odd);
        world.pass(Duration.ofSeconds(3));

        CheckStatus status = world.status("a");
        assertThat(status.state()).isEqualTo(CheckState.PENDING);
        assertThat(status.reason())
                .contains("'count' must be a number.")
                .contains("'wort' is not known here. Did you mean 'word'?");
        assertThat(status.next()).isEmpty();
        assertThat(status.counts().skippedProbe()).isEqualTo(2);
        assertThat(world.binder.bound).hasValue(1);

        world.change(World.check("a", "tcp", "", SECOND, SECOND, Map.of("word", "x")));
        assertThat(world.status("a").state()).as("the slot that waited has run").isEqualTo(CheckState.OK);
    }

    @Test
    void triesSettingsAgainWhenAFieldTypeComes() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(World.check("a", "tcp", "", SECOND, SECOND, Map.of("count", "many")));
        world.pass(SECOND);
        int before = world.binder.bound.get();

        world.plugins.tell(new PluginId("field", "number"));
        world.work();

        assertThat(world.binder.bound).hasValue(before + 1);
    }

    @Test
    void bindsSettingsOnce() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        world.pass(Duration.ofMinutes(1));

        assertThat(world.binder.bound).hasValue(1);
    }

    @Test
    void keepsNothingOfAPluginThatIsGone() throws InterruptedException {
        WeakReference<TestProbe> old = runOnceAndReplace();
        for (int i = 0; i < 50 && old.get() != null; i++) {
            System.gc();
            Thread.sleep(10); // the collector is asked, not commanded
        }

        assertThat(old.get()).as("the replaced probe").isNull();
        assertThat(world.roster.find("a").get().bound).isNull();
    }

    private WeakReference<TestProbe> runOnceAndReplace() {
        var probe = new TestProbe(
                (config, context) -> CompletableFuture.completedFuture(Outcome.ok(config.word(), List.of())));
        world.plugins.put("tcp", probe, "1.0.0");
        world.declare(CHECK);
        world.pass(Duration.ofSeconds(3));
        assertThat(world.roster.find("a").get().bound).isNotNull();
        world.plugins.remove("tcp");
        return new WeakReference<>(probe);
    }

    @Test
    void keepsNothingOfAPluginThatGoesWhileSettingsAreBound() {
        world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.declare(CHECK);
        world.binder.meanwhile = () -> world.plugins.remove("tcp");
        world.pass(SECOND);

        assertThat(world.binder.bound).hasValue(1);
        assertThat(world.roster.find("a").get().bound).isNull();
    }

    @Test
    void doesNotMissAProbeThatComesWhileItIsLookedFor() {
        CheckDeclaration rare = World.check("a", "tcp", Duration.ofHours(1));
        world.declare(rare);
        world.plugins.afterLookup = () -> world.plugins.put("tcp", TestProbe.well(), "1.0.0");
        world.pass(Duration.ofHours(1));

        assertThat(world.status("a").state()).isEqualTo(CheckState.OK);
        assertThat(world.status("a").counts().done()).isEqualTo(1);
        assertThat(world.status("a").last().get().late()).isLessThan(SECOND);
    }

    @Test
    void findsAProbeWhoseComingNobodyAnnounced() {
        var quiet = new World();
        quiet.declare(CHECK);
        quiet.pass(Duration.ofSeconds(2));
        quiet.plugins.putQuietly("tcp", TestProbe.well());

        quiet.pass(SECOND);

        assertThat(quiet.status("a").state()).isEqualTo(CheckState.OK);
    }
}
