package org.redeye.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.redeye.testkit.store.StoredSeries.key;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.api.platform.Meter;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.testkit.ManualClock;

/** When a picture is drawn, and when the one that is there will do. */
class GraphsEngineTest {

    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");
    private static final SeriesKey KEY = key("sys/checks/a", "x", "", "", 10);

    private final WaitingSeries series = new WaitingSeries();
    private final ManualClock clock = new ManualClock(START);
    private final GraphsEngine engine = new GraphsEngine(1 << 20, clock).with(series, null);

    private static GraphSpec spec(Span span, int width) {
        return new GraphSpec(
                KEY.id(), Optional.empty(), span, width, 180, Theme.LIGHT, PictureFormat.SVG, ZoneOffset.UTC);
    }

    private static GraphSpec lastHour() {
        return spec(new Span.Last(Duration.ofHours(1)), 500);
    }

    private Picture draw(GraphSpec spec) {
        return engine.draw(spec).orElseThrow();
    }

    private void sample(double value) {
        series.append(List.of(new Sample(KEY, clock.millis(), value)));
    }

    private double meter(String name) {
        return engine.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itIsDrawnAnewWhenASampleComesAndOnlyThen() {
        sample(1);
        Picture first = draw(lastHour());
        clock.advance(Duration.ofSeconds(9));
        Picture again = draw(lastHour());
        clock.advance(Duration.ofSeconds(1));
        sample(1);
        Picture next = draw(lastHour());

        assertThat(again).isSameAs(first);
        assertThat(next.tag()).as("even of the same value: it says as of when").isNotEqualTo(first.tag());
        assertThat(next.asOf()).isEqualTo(START.toEpochMilli() + 10_000);
        assertThat(meter("graphs_drawn_total")).isEqualTo(2);
        assertThat(meter("graphs_reused_total")).isEqualTo(1);
    }

    @Test
    void equalDataGivesEqualBytesAndTag() {
        sample(1);
        Picture first = draw(lastHour());
        Picture other = new GraphsEngine(1 << 20, clock)
                .with(series, null)
                .draw(lastHour())
                .orElseThrow();

        assertThat(other.bytes()).isEqualTo(first.bytes());
        assertThat(other.tag()).isEqualTo(first.tag()).matches("[0-9a-f]{32}");
    }

    @Test
    void theStretchOfAPictureThatIsOverStaysAsItIs() {
        sample(1);
        var past = spec(new Span.Between(START.toEpochMilli() - 10_000, START.toEpochMilli() + 10_000), 500);
        clock.advance(Duration.ofSeconds(10));
        sample(2);
        Picture first = draw(past);
        clock.advance(Duration.ofSeconds(10));
        sample(3);

        assertThat(draw(past)).isSameAs(first);
    }

    @Test
    void whenSamplesStayAwayTheGapGrowsAndItSaysStale() {
        sample(1);
        Picture fresh = draw(lastHour());
        clock.advance(Duration.ofSeconds(35));
        assertThat(draw(lastHour())).as("three steps and 5 s late").isSameAs(fresh);

        clock.advance(Duration.ofSeconds(1));
        Picture stale = draw(lastHour());
        clock.advance(Duration.ofSeconds(10));
        Picture later = draw(lastHour());

        assertThat(new String(fresh.bytes(), StandardCharsets.UTF_8)).doesNotContain("stale");
        assertThat(new String(stale.bytes(), StandardCharsets.UTF_8)).contains(">stale, as of");
        assertThat(later.tag()).isNotEqualTo(stale.tag());
        assertThat(later.asOf()).isEqualTo(START.toEpochMilli());
    }

    @Test
    @Timeout(30)
    void aHundredWhoAskAtOnceCauseOneDrawing() throws Exception {
        sample(1);
        series.readable = new CountDownLatch(1);
        var ready = new CountDownLatch(100);
        var pool = Executors.newFixedThreadPool(100);
        try {
            var answers = new ArrayList<Future<Picture>>();
            for (int i = 0; i < 100; i++) {
                Callable<Picture> viewer = () -> {
                    ready.countDown();
                    return draw(lastHour());
                };
                answers.add(pool.submit(viewer));
            }
            assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
            series.readable.countDown();
            for (Future<Picture> answer : answers) {
                assertThat(answer.get()).isSameAs(answers.get(0).get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(meter("graphs_drawn_total")).isEqualTo(1);
        assertThat(meter("graphs_reused_total")).isEqualTo(99);
    }

    @Test
    void aFailureIsToldAndTheNextWhoAsksTriesAgain() {
        sample(1);
        var broken = new GraphsEngine(1 << 20, clock);
        assertThatThrownBy(() -> broken.draw(lastHour()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The series engine is not running. Try again later.");

        broken.with(series, null);
        assertThat(broken.draw(lastHour())).isPresent();
    }

    @Test
    void whatIsKeptIsBoundedByBytesAndTheLeastRecentlyAskedForGivesWay() {
        sample(1);
        var small = new GraphsEngine(40_000, clock).with(series, null);
        for (int width = 300; width < 340; width++) {
            small.draw(spec(new Span.Last(Duration.ofHours(1)), 300));
            small.draw(spec(new Span.Last(Duration.ofHours(1)), width));
        }

        assertThat(small.read()).anySatisfy(meter -> {
            assertThat(meter.name()).isEqualTo("graphs_kept_bytes");
            assertThat(meter.value()).isBetween(10_000.0, 40_000.0);
        });
        assertThat(small.read()).anySatisfy(meter -> {
            assertThat(meter.name()).isEqualTo("graphs_drawn_total");
            assertThat(meter.value())
                    .as("the one asked for all the time is kept")
                    .isEqualTo(40);
        });
    }

    @Test
    void anEndedSeriesIsLeftOutWhereItHasNoSamples() {
        sample(1);
        SeriesKey gone = key(KEY.check(), "gone", "", "", 10);
        series.put(gone, START.toEpochMilli() - 7_200_000, 1, 2);
        series.end(gone.id(), START.toEpochMilli() - 7_100_000);
        var hour = new GraphSpec(
                KEY.check(),
                Optional.empty(),
                new Span.Last(Duration.ofHours(1)),
                500,
                180,
                Theme.LIGHT,
                PictureFormat.SVG,
                ZoneOffset.UTC);
        var day = new GraphSpec(
                KEY.check(),
                Optional.empty(),
                new Span.Last(Duration.ofDays(1)),
                500,
                180,
                Theme.LIGHT,
                PictureFormat.SVG,
                ZoneOffset.UTC);

        assertThat(new String(draw(hour).bytes(), StandardCharsets.UTF_8)).doesNotContain(">gone<");
        assertThat(new String(draw(day).bytes(), StandardCharsets.UTF_8)).contains(">gone<");
    }

    @Test
    void sizesAndTimesOutOfBoundsAreRefusedInWords() {
        var span = new Span.Last(Duration.ofHours(1));
        assertThatThrownBy(() -> spec(span, 99)).hasMessage("The width is 99; expected 100 to 2000 pixels.");
        assertThatThrownBy(() -> new Span.Last(Duration.ofDays(9000)))
                .hasMessage("The range is 777600000 s; expected 1 s to 7320 days.");
        assertThatThrownBy(() -> new Span.Between(5, 5)).hasMessageStartingWith("'from' is 5 and 'to' is 5; expected");
        assertThatThrownBy(() -> new Span.Between(0, Long.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }
}
