package org.redeye.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Reading;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** What becomes of an outcome: readings, samples, state, event; and of one that breaks the rules. */
class OutcomesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World();

    private CheckRun run(TestProbe probe) {
        world.plugins.put("x", probe, "1.2.3");
        world.declare(World.check("a", "x", SECOND));
        world.pass(SECOND);
        return world.status("a").last().orElseThrow();
    }

    private CheckRun run(Outcome outcome) {
        return run(TestProbe.answering(outcome));
    }

    @Test
    void tellsStateReadingsAndPlugin() {
        CheckRun run = run(Outcome.critical(
                Reason.REFUSED, "connection refused by 127.0.0.1:1", List.of(Metric.of("loss_ratio", "ratio", 1))));

        CheckStatus status = world.status("a");
        assertThat(status.state()).isEqualTo(CheckState.CRITICAL);
        assertThat(status.reason()).isEqualTo("refused");
        assertThat(status.message()).isEqualTo("connection refused by 127.0.0.1:1");
        assertThat(status.node()).isEqualTo("n1");
        assertThat(status.since()).isEqualTo(run.at());
        assertThat(run.readings()).containsExactly(new Reading("loss_ratio", "", "ratio", 1));
        assertThat(run.plugin()).isEqualTo("probe:x 1.2.3");
        assertThat(world.series.values("a:loss_ratio")).containsExactly(1.0);
        assertThat(world.events.of("check")).singleElement().satisfies(event -> {
            assertThat(event)
                    .containsEntry("id", "a")
                    .containsEntry("state", "critical")
                    .containsEntry("reason", "refused")
                    .containsEntry("changed", true)
                    .containsEntry("at", run.at().toEpochMilli())
                    .containsEntry("since", run.at().toEpochMilli())
                    .containsEntry("late_seconds", run.late().toMillis() / 1e3);
            assertThat(event.get("metrics"))
                    .isEqualTo(List.of(Map.of("name", "loss_ratio", "item", "", "unit", "ratio", "value", 1.0)));
        });
        assertThat(world.meter("checks_outcomes_total", "refused")).isEqualTo(1);
        assertThat(world.meter("checks_count", "critical")).isEqualTo(1);
    }

    @Test
    void appendsTheSamplesOfARunTogether() {
        run(Outcome.ok("", List.of(Metric.of("one", "", 1), Metric.of("two", "disk a", "B", 2))));

        assertThat(world.series.batches).isEqualTo(1);
        assertThat(world.series.stored).containsOnlyKeys("a:one", "a:two[disk a]");
    }

    @Test
    void keepsSinceWhileTheStateStays() {
        var outcomes = new ArrayList<>(List.of(
                Outcome.unknown(Reason.TIMEOUT, "1"), Outcome.unknown(Reason.DNS, "2"), Outcome.ok("3", List.of())));
        run(new TestProbe((config, context) -> CompletableFuture.completedFuture(outcomes.remove(0))));
        var since = world.status("a").since();
        world.pass(SECOND);

        assertThat(world.status("a").reason()).isEqualTo("dns");
        assertThat(world.status("a").since()).isEqualTo(since);
        assertThat(world.events.of("check").get(1)).containsEntry("changed", false);
        world.pass(SECOND);
        assertThat(world.status("a").since()).isEqualTo(since.plusSeconds(2));
    }

    private static final class FromThePlugin extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("even this");
        }
    }

    @Test
    void saysThatTheProbeBrokeWhenItThrows() {
        CheckRun run = run(new TestProbe((config, context) -> {
            throw new IllegalStateException("no\nsuch thing");
        }));

        assertThat(run.status()).isEqualTo(Status.UNKNOWN);
        assertThat(run.reason()).isEqualTo(Reason.BROKEN);
        assertThat(run.message()).isEqualTo("the probe broke: IllegalStateException: no such thing");
    }

    @Test
    void saysThatTheProbeBrokeWhenItsStageDoes() {
        assertThat(run(new TestProbe((config, context) -> CompletableFuture.supplyAsync(
                                () -> {
                                    throw new ArithmeticException("by zero");
                                },
                                Runnable::run)))
                        .message())
                .isEqualTo("the probe broke: ArithmeticException: by zero");
    }

    @Test
    void survivesAnExceptionThatCannotEvenSayItsMessage() {
        assertThat(run(new TestProbe((config, context) -> {
                            throw new FromThePlugin();
                        }))
                        .message())
                .isEqualTo("the probe broke: FromThePlugin");
    }

    @Test
    void survivesAnErrorOfLinking() {
        assertThat(run(new TestProbe((config, context) -> {
                            throw new NoClassDefFoundError("org/lost/Thing");
                        }))
                        .message())
                .isEqualTo("the probe broke: NoClassDefFoundError: org/lost/Thing");
    }

    @Test
    @SuppressWarnings("NullAway")
    void survivesAProbeThatAnswersNothing() {
        assertThat(run(new TestProbe((config, context) -> null)).message())
                .isEqualTo("the probe broke: it answered no stage");
        world.plugins.put("x", new TestProbe((config, context) -> CompletableFuture.completedFuture(null)), "2");
        world.pass(SECOND);
        assertThat(world.status("a").message()).isEqualTo("the probe broke: it answered nothing");
    }

    @Test
    void cutsToSizeWhatIsTooLong() {
        var metrics = new ArrayList<Metric>();
        for (int i = 0; i < 10_050; i++) {
            metrics.add(Metric.of("used_bytes", "disk" + i, "B", i));
        }
        CheckRun run = run(new TestProbe((config, context) -> {
            for (int i = 0; i < 500; i++) {
                context.log("line " + i + "-".repeat(600));
            }
            return CompletableFuture.completedFuture(
                    Outcome.warning(Reason.SIZE, "é".repeat(5_000), metrics).withEvidence("€".repeat(40_000)));
        }));

        assertThat(run.message()).hasSize(1_000).endsWith("é…");
        assertThat(run.evidence()).endsWith("€…");
        assertThat(run.evidence().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(65_530, 65_536);
        assertThat(run.readings()).hasSize(10_000);
        assertThat(run.log())
                .hasSize(201)
                .contains("… and 301 more lines, which were not kept")
                .endsWith("50 metrics were left out: at most 10000 are taken")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(500));
        assertThat(world.meter("checks_metrics_left_out_total", "")).isEqualTo(50);
    }

    @Test
    void leavesOutMetricsThatBreakTheRules() {
        CheckRun run = run(Outcome.ok(
                "",
                List.of(
                        Metric.of("Bad Name", "", 1),
                        Metric.of("good", "", 2),
                        Metric.of("good", "", 3),
                        Metric.of("named", "a\nb", "", 4),
                        Metric.of("measured", "x".repeat(40), 5),
                        Metric.of("endless", "", Double.POSITIVE_INFINITY))));

        assertThat(run.readings())
                .containsExactly(new Reading("good", "", "", 2), new Reading("endless", "", "", Double.NaN));
        assertThat(run.log()).hasSize(4).anySatisfy(line -> assertThat(line).contains("'Bad Name' is no name"));
        assertThat(world.events.of("check").get(0).get("metrics").toString())
                .as("an unknown value is left away, JSON has none")
                .doesNotContain("NaN");
    }

    @Test
    void storesTheIncreasePerSecondOfACounter() {
        var counts = new ArrayList<>(List.of(100.0, 150.0, 250.0, 20.0, 40.0, Double.NaN, 60.0));
        run(new TestProbe((config, context) -> CompletableFuture.completedFuture(
                Outcome.ok("", List.of(Metric.rate("in_bytes", "eth0", "B/s", counts.remove(0)))))));
        assertThat(world.status("a").readings())
                .as("the first run has nothing to compare with")
                .isEmpty();
        world.pass(Duration.ofSeconds(6));

        assertThat(world.series.values("a:in_bytes[eth0]"))
                .as("20 after 250 began anew; of the one that is unknown nothing is said")
                .hasSize(4)
                .satisfies(values -> {
                    assertThat(values.get(0)).isBetween(49.0, 51.0);
                    assertThat(values.get(1)).isBetween(99.0, 101.0);
                    assertThat(values.get(2)).isBetween(19.0, 21.0);
                    assertThat(values.get(3)).isBetween(9.9, 10.1);
                });
    }

    @Test
    void knowsACounterThatHasWrappedFromOneThatHasBegunAnew() {
        var counts = new ArrayList<>(List.of(
                count(4_294_967_200.0, 1_000), // 96 below 32 bits
                count(4, 1_001), // wrapped: 100 more
                count(204, 0.5), // begun anew, although it is higher
                count(304, 1.5),
                count(100, Double.NaN), // of unknown age: a fall says nothing
                count(150, Double.NaN)));
        run(new TestProbe(
                (config, context) -> CompletableFuture.completedFuture(Outcome.ok("", List.of(counts.remove(0))))));
        world.pass(Duration.ofSeconds(5));

        assertThat(world.series.values("a:in_bytes[eth0]")).hasSize(3).satisfies(values -> {
            assertThat(values.get(0)).isBetween(99.0, 101.0);
            assertThat(values.get(1)).isBetween(99.0, 101.0);
            assertThat(values.get(2)).isBetween(49.0, 51.0);
        });
    }

    private static Metric count(double count, double age) {
        return Metric.rate("in_bytes", "eth0", "B/s", count).counting(4_294_967_296.0, age);
    }

    @Test
    void endsASeriesThatGoodRunsAreWithoutForAWhile() {
        var items = new ArrayList<>(List.of("sda", "sdb"));
        var status = new ArrayList<>(List.of(Status.OK));
        run(new TestProbe((config, context) -> CompletableFuture.completedFuture(new Outcome(
                status.get(0),
                status.get(0) == Status.OK ? Reason.NONE : Reason.MISSING,
                "",
                items.stream()
                        .map(item -> Metric.of("used_bytes", item, "B", 1))
                        .toList(),
                ""))));
        long last = world.status("a").last().get().at().toEpochMilli();
        items.remove("sdb");
        status.set(0, Status.CRITICAL);
        world.pass(Duration.ofSeconds(5));
        assertThat(world.series.ended).as("a run that failed proves nothing").isEmpty();
        status.set(0, Status.OK);
        world.pass(Duration.ofSeconds(2));
        assertThat(world.series.ended).isEmpty();
        world.pass(SECOND);

        assertThat(world.series.ended).isEqualTo(Map.of("a:used_bytes[sdb]", last));
        items.add("sdb");
        world.pass(SECOND);
        assertThat(world.series.times("a:used_bytes[sdb]"))
                .as("and it may come back")
                .hasSize(2);
    }

    @Test
    void takesMetricsInWhateverOrderTheyCome() {
        var order = new ArrayList<>(List.of("a", "b", "c"));
        run(new TestProbe((config, context) -> {
            java.util.Collections.rotate(order, 1);
            return CompletableFuture.completedFuture(Outcome.ok(
                    "",
                    order.stream()
                            .map(item -> Metric.of("n", item, "", item.charAt(0)))
                            .toList()));
        }));
        world.pass(Duration.ofSeconds(9));

        assertThat(world.series.values("a:n[b]")).hasSize(10).containsOnly((double) 'b');
        assertThat(world.series.ended).isEmpty();
    }
}
