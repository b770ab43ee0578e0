package org.redeye.series.query;

import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.redeye.testkit.store.StoredSeries.key;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;
import org.redeye.api.query.Gap;
import org.redeye.api.query.Label;
import org.redeye.api.query.Line;
import org.redeye.api.query.Queries;
import org.redeye.api.query.Query;
import org.redeye.api.series.Consolidation;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.store.StoredSeries;

class QueryEngineTest {

    private static final long FROM = 1_800_000_000_000L;

    private final StoredSeries series = new StoredSeries();
    private final AtomicLong nanos = new AtomicLong();
    private final FakeEvents events = new FakeEvents(Clock.fixed(Instant.ofEpochMilli(FROM + 2000), ZoneOffset.UTC));
    private final GapBook book = new GapBook(events, Clock.systemUTC());
    private final QueryEngine engine = new QueryEngine(series, book, nanos::get, 1);

    private static Query query(String match, long seconds, int points, Calculation calculation) {
        return new Query(
                List.of(match),
                List.of(),
                FROM,
                FROM + 1000 * seconds,
                points,
                Consolidation.AVERAGE,
                true,
                calculation);
    }

    private static Calculation rate() {
        return new Calculation(true, Combination.NONE, Set.of(), 95, 0);
    }

    private static Calculation combine(Combination combination, Label... by) {
        return new Calculation(false, combination, Set.of(by), 95, 0);
    }

    private List<Line> ask(Query query) {
        return engine.ask(List.of(query)).get(0).lines();
    }

    @Test
    void aPlainLineIsTheSeriesWithItsLabels() {
        series.put(key("shop/checks/lan/ping@db1", "avg_seconds", "eth0", "s", 1), FROM, 1, NaN, 3);

        Line line = ask(query("shop/*", 3, 600, Calculation.PLAIN)).get(0);

        assertThat(line.id()).isEqualTo("shop/checks/lan/ping@db1:avg_seconds[eth0]");
        assertThat(line.values()).containsExactly(1, NaN, 3);
        assertThat(line.low()).as("a point is one sample").isEmpty();
        assertThat(line.labels())
                .containsEntry(Label.PACKAGE, "shop")
                .containsEntry(Label.HOST, "db1")
                .containsEntry(Label.CHECK, "shop/checks/lan/ping@db1")
                .containsEntry(Label.METRIC, "avg_seconds")
                .containsEntry(Label.ITEM, "eth0")
                .containsEntry(Label.NODE, "node1");
    }

    @Test
    void aLineWithAGapSaysWhyAndOneWithoutDoesNot() {
        series.put(key("p/checks/a", "x", "", "", 1), FROM, 1, NaN, 3);
        series.put(key("p/checks/b", "x", "", "", 1), FROM, 1, 2, 3);
        for (String check : List.of("p/checks/a", "p/checks/b")) {
            events.publish(
                    "check", Map.of("id", check, "state", "unknown", "reason", "timeout", "message", "", "at", FROM));
        }

        List<Line> lines = ask(query("*", 3, 600, Calculation.PLAIN));

        assertThat(lines.get(0).gaps()).containsExactly(new Gap(FROM, 0, "timeout", ""));
        assertThat(lines.get(1).gaps()).isEmpty();
    }

    @Test
    void theRateOfACounterIsItsChangePerSecondAndARestartIsCountedFromZero() {
        series.put(key("p/checks/c", "requests_total", "", "", 2), FROM - 2000, 10, 30, 50, 4, NaN, 8, 10);

        Line line = ask(query("*", 12, 600, rate())).get(0);

        assertThat(line.id()).isEqualTo("rate(p/checks/c:requests_total)");
        assertThat(line.unit()).isEqualTo("/s");
        assertThat(line.from()).isEqualTo(FROM);
        assertThat(line.values()).containsExactly(10, 10, 2, NaN, NaN, 1);
    }

    @Test
    void theRateOfSecondsIsARatioAndThatOfBytesIsBytesPerSecond() {
        series.put(key("p/checks/c", "cpu_seconds_total", "", "s", 1), FROM, 1, 1.5);
        series.put(key("p/checks/c", "sent_bytes_total", "", "B", 1), FROM, 1, 1024);

        assertThat(ask(query("*", 2, 600, rate()))).extracting(Line::unit).containsExactly("ratio", "B/s");
    }

    @Test
    void seriesOfDifferentUnitsAreNeverPutTogether() {
        series.put(key("p/checks/c", "x", "", "B", 1), FROM, 1);
        series.put(key("p/checks/c", "y", "", "s", 1), FROM, 2);

        assertThat(ask(query("*", 1, 600, combine(Combination.SUM))))
                .extracting(Line::unit)
                .containsExactly("B", "s");
    }

    @Test
    void linesAreKeptApartByLabels() {
        series.put(key("p/checks/c@a", "x", "1", "", 1), FROM, 1);
        series.put(key("p/checks/c@a", "x", "2", "", 1), FROM, 10);
        series.put(key("p/checks/c@b", "x", "1", "", 1), FROM, 100);

        List<Line> lines = ask(query("*", 1, 600, combine(Combination.SUM, Label.HOST)));

        assertThat(lines).extracting(Line::id).containsExactly("sum{host=a}", "sum{host=b}");
        assertThat(lines).extracting(line -> line.values()[0]).containsExactly(11.0, 100.0);
        assertThat(lines).extracting(Line::series).containsExactly(2, 1);
    }

    @Test
    void seriesOfDifferentStepsMeetAtTheLongest() {
        series.put(key("p/checks/a", "x", "", "", 1), FROM, 1, 3, 5, 7);
        series.put(key("p/checks/b", "x", "", "", 2), FROM, 10, 20);

        Line line = ask(query("*", 4, 600, combine(Combination.SUM))).get(0);

        assertThat(line.step()).isEqualTo(2000);
        assertThat(line.values()).containsExactly(12, 26);
    }

    @Test
    void stepsThatDoNotFitIntoEachOtherGoByTheTimeAtWhichAPointBegins() {
        long even = FROM / 6000 * 6000;
        series.put(key("p/checks/a", "x", "", "", 2), even, 1, 3, 5, 7, 9, 11);
        series.put(key("p/checks/b", "x", "", "", 3), even, 10, 20, 30, 40);
        var query = new Query(
                List.of("*"),
                List.of(),
                even,
                even + 12_000,
                600,
                Consolidation.AVERAGE,
                false,
                combine(Combination.SUM));

        Line line = ask(query).get(0);

        assertThat(line.step()).isEqualTo(3000);
        assertThat(line.values()).containsExactly(10 + 2, 20 + 5, 30 + 8, 40 + 11);
    }

    @Test
    void oneOfTheGreatestIsNeverLostBehindManyThatAreUnknown() {
        series.put(key("p/checks/a", "x", "", "", 1), FROM, NaN);
        series.put(key("p/checks/b", "x", "", "", 1), FROM, -5);
        series.put(key("p/checks/c", "x", "", "", 1), FROM, NaN);

        var top = new Calculation(false, Combination.NONE, Set.of(), 95, 1);
        assertThat(ask(query("*", 1, 600, top))).extracting(Line::id).containsExactly("p/checks/b:x");
    }

    @Test
    void moreThanAThousandLinesAreLeftOffAndTheAnswerSaysSo() {
        for (int i = 0; i < 1001; i++) {
            series.put(key("p/checks/c" + i, "x", "", "", 1), FROM, 1);
        }
        Answer plain = engine.ask(List.of(query("*", 1, 1, Calculation.PLAIN))).get(0);
        Answer sums = engine.ask(List.of(query("*", 1, 1, combine(Combination.SUM, Label.CHECK))))
                .get(0);
        Answer sum =
                engine.ask(List.of(query("*", 1, 1, combine(Combination.SUM)))).get(0);

        assertThat(plain.truncated()).isTrue();
        assertThat(plain.lines()).hasSize(Queries.MOST_LINES);
        assertThat(sums.truncated()).isTrue();
        assertThat(sum.truncated()).as("it is of all of them").isFalse();
        assertThat(sum.lines().get(0).values()).containsExactly(1001);
    }

    @Test
    void refusesAnAnswerThatWouldBeTooLarge() {
        for (int i = 0; i < 250; i++) {
            series.put(key("p/checks/c" + i, "x", "", "", 1), FROM, 1);
        }
        Query large = query("*", 10_000, 10_000, Calculation.PLAIN);

        assertThatThrownBy(() -> engine.ask(List.of(large)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The answer has more than 2000000 values; ask for fewer series or points.");
        assertThatThrownBy(() -> engine.ask(List.of(query("*", 10_000, 10_000, combine(Combination.PERCENTILE)))))
                .hasMessage("A percentile of 250 series in 10000 points holds more than 2000000 values; "
                        + "ask for fewer points.");
    }

    @Test
    void endsWhenItTakesTooLong() {
        series.put(key("p/checks/c", "x", "", "", 1), FROM, 1);
        var slow = new QueryEngine(series, book, () -> nanos.getAndAdd(6_000_000_000L), 1);
        Query query = query("*", 1, 1, Calculation.PLAIN);

        assertThatThrownBy(() -> slow.ask(List.of(query)))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The query took longer than 10 s.");
        assertThat(slow.read().get(0).value()).as("it is counted").isEqualTo(1);
        nanos.set(Long.MIN_VALUE); // and the next one finds its place free
        assertThatThrownBy(() -> slow.ask(List.of(query))).hasMessageStartingWith("The query took longer than 10 s.");
    }

    @Test
    void saysWhatIsOutOfBounds() {
        assertThatThrownBy(() -> new Calculation(false, Combination.NONE, Set.of(Label.HOST), 95, 0))
                .hasMessage("'by' says how series are put together; it needs 'combine'.");
        assertThatThrownBy(() -> new Calculation(false, Combination.PERCENTILE, Set.of(), 101, 0))
                .hasMessage("'percentile' is 101.0; expected 0 to 100.");
        assertThatThrownBy(() -> new Calculation(false, Combination.NONE, Set.of(), 95, -1))
                .hasMessage("'top' is -1; expected 1 to 1000.");
        assertThatThrownBy(() -> query("*", 0, 1, Calculation.PLAIN)).hasMessageContaining("'from' must be less");
        assertThatThrownBy(() -> query("*", 1, 0, Calculation.PLAIN)).hasMessage("'points' is 0; expected 1 to 10000.");
        assertThatThrownBy(
                        () -> new Query(List.of(), List.of(), 0, 1, 1, Consolidation.AVERAGE, false, Calculation.PLAIN))
                .hasMessage("'match' or 'ids' must name series.");
    }
}
