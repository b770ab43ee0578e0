package org.redeye.series.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.redeye.testkit.store.StoredSeries.key;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Calculation;
import org.redeye.api.query.Combination;
import org.redeye.api.query.Label;
import org.redeye.api.query.Line;
import org.redeye.api.query.Query;
import org.redeye.api.series.Consolidation;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.store.StoredSeries;

/** Whatever is stored: what is reckoned is what a second, plain way of reckoning says, sample by sample. */
class QueryPropertiesTest {

    private static final long FROM = 1_800_000_000_000L;

    /** Samples of one series, one a second; null is a gap. */
    record Samples(String host, String item, List<Double> values) {
        String check() {
            return "p/checks/c@" + host;
        }

        String label(Label label) {
            return label == Label.HOST ? host : item;
        }
    }

    @Provide
    Arbitrary<List<Samples>> many() {
        Arbitrary<List<Double>> values = Arbitraries.doubles()
                .between(-1000, 1000)
                .ofScale(2)
                .injectNull(0.2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
        return values.list().ofMinSize(1).ofMaxSize(6).map(rows -> {
            var all = new ArrayList<Samples>();
            for (int i = 0; i < rows.size(); i++) {
                all.add(new Samples("h" + i % 2, "i" + i / 2, rows.get(i)));
            }
            return all;
        });
    }

    private static QueryEngine engine(List<Samples> all) {
        var series = new StoredSeries();
        for (Samples each : all) {
            double[] values = each.values().stream()
                    .mapToDouble(value -> value == null ? Double.NaN : value)
                    .toArray();
            series.put(key(each.check(), "x", each.item(), "B", 1), FROM, values);
        }
        return new QueryEngine(series, new GapBook(new FakeEvents(), Clock.systemUTC()), System::nanoTime, 1);
    }

    private static Query query(int points, Calculation calculation) {
        return new Query(
                List.of("*"), List.of(), FROM, FROM + 40_000, points, Consolidation.AVERAGE, true, calculation);
    }

    /** The known samples of one stretch. */
    private static List<Double> stretch(Samples samples, long from, long step) {
        var known = new ArrayList<Double>();
        for (int i = 0; i < samples.values().size(); i++) {
            long at = FROM + i * 1000L;
            if (at >= from && at < from + step && samples.values().get(i) != null) {
                known.add(samples.values().get(i));
            }
        }
        return known;
    }

    private static double one(List<Double> known, Combination combination) {
        return switch (combination) {
            case MIN -> known.stream().min(Comparator.naturalOrder()).orElseThrow();
            case MAX -> known.stream().max(Comparator.naturalOrder()).orElseThrow();
            default -> known.stream().mapToDouble(value -> value).average().orElseThrow();
        };
    }

    private static double expected(List<Samples> group, long from, long step, Combination combination, double percent) {
        List<Double> each = group.stream()
                .map(samples -> stretch(samples, from, step))
                .filter(known -> !known.isEmpty())
                .map(known -> one(known, combination))
                .sorted()
                .toList();
        if (combination == Combination.COUNT) {
            return each.size();
        }
        if (each.isEmpty()) {
            return Double.NaN;
        }
        return switch (combination) {
            case SUM -> each.stream().mapToDouble(value -> value).sum();
            case AVG -> each.stream().mapToDouble(value -> value).average().orElseThrow();
            case MIN -> each.get(0);
            case MAX -> each.get(each.size() - 1);
            default -> { // walked along the broken line through the values at 0, 1/(n-1), 2/(n-1) … 1
                double at = percent / 100 * (each.size() - 1);
                double value = each.get(0);
                for (int i = 1; i < each.size(); i++) {
                    value += (each.get(i) - each.get(i - 1)) * Math.max(0, Math.min(1, at - i + 1));
                }
                yield value;
            }
        };
    }

    @Property(tries = 400)
    void combinesWhatIsKnownAtEachTime(
            @ForAll("many") List<Samples> all,
            @ForAll @IntRange(min = 1, max = 50) int points,
            @ForAll Combination combination,
            @ForAll Set<Label> some,
            @ForAll @IntRange(max = 100) int percent) {
        if (combination == Combination.NONE) {
            return;
        }
        Set<Label> by = some.stream()
                .filter(label -> label == Label.HOST || label == Label.ITEM)
                .collect(Collectors.toSet());
        Answer answer = engine(all)
                .ask(List.of(query(points, new Calculation(false, combination, by, percent, 0))))
                .get(0);

        Map<Map<Label, String>, List<Samples>> groups = new LinkedHashMap<>();
        for (Samples each : all) {
            var labels = new TreeMap<Label, String>();
            by.forEach(label -> labels.put(label, each.label(label)));
            groups.computeIfAbsent(labels, key -> new ArrayList<>()).add(each);
        }
        assertThat(answer.lines()).hasSameSizeAs(groups.keySet());
        for (Line line : answer.lines()) {
            List<Samples> group = groups.get(new TreeMap<>(line.labels()));
            assertThat(line.series()).isEqualTo(group.size());
            for (int i = 0; i < line.values().length; i++) {
                long at = line.from() + i * line.step();
                double expected = expected(group, at, line.step(), combination, percent);
                assertThat(line.values()[i]).as(line.id() + " at " + at).satisfies(value -> {
                    if (Double.isNaN(expected)) {
                        assertThat(value).isNaN();
                    } else {
                        assertThat(value).isCloseTo(expected, within(1e-6));
                    }
                });
            }
        }
    }

    @Property(tries = 200)
    void theBandHoldsEverySampleAndTouchesTheExtremes(
            @ForAll("many") List<Samples> all, @ForAll @IntRange(min = 1, max = 20) int points) {
        for (Line line : engine(all)
                .ask(List.of(query(points, Calculation.PLAIN)))
                .get(0)
                .lines()) {
            Samples own = all.stream()
                    .filter(each -> line.labels().get(Label.HOST).equals(each.host())
                            && line.labels().get(Label.ITEM).equals(each.item()))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.low()).hasSameSizeAs(line.values());
            for (int i = 0; i < line.values().length; i++) {
                List<Double> known = stretch(own, line.from() + i * line.step(), line.step());
                assertThat(line.low()[i])
                        .isEqualTo(known.stream().min(Comparator.naturalOrder()).orElse(Double.NaN));
                assertThat(line.high()[i])
                        .isEqualTo(known.stream().max(Comparator.naturalOrder()).orElse(Double.NaN));
            }
        }
    }

    @Property(tries = 200)
    void theTopAreThoseOfTheGreatestMeanInOrder(
            @ForAll("many") List<Samples> all, @ForAll @IntRange(min = 1, max = 7) int top) {
        QueryEngine engine = engine(all);
        List<Line> every =
                engine.ask(List.of(query(40, Calculation.PLAIN))).get(0).lines();
        List<String> expected = every.stream()
                .sorted(Comparator.comparingDouble((Line line) -> -Column.mean(line.values()))
                        .thenComparing(Line::id))
                .limit(top)
                .map(Line::id)
                .toList();

        var calculation = new Calculation(false, Combination.NONE, Set.of(), 95, top);
        assertThat(engine.ask(List.of(query(40, calculation))).get(0).lines())
                .extracting(Line::id)
                .isEqualTo(expected);
    }

    /** A counter that starts anew now and then: all that it counted is in the rates, whatever a point stands for. */
    @Property(tries = 300)
    void whatACounterCountedIsTheSumOfItsRates(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(max = 50) Integer> growth,
            @ForAll @IntRange(min = 1, max = 40) int points) {
        var values = new double[growth.size()];
        double total = 1000;
        for (int i = 0; i < values.length; i++) {
            total += growth.get(i);
            values[i] = total;
        }
        var series = new StoredSeries();
        // one stretch before the window, so that its first change is known
        series.put(key("p/checks/c", "n_total", "", "", 1), FROM - 1000, values);
        var calculation = new Calculation(true, Combination.NONE, Set.of(), 95, 0);
        var query = new Query(
                List.of("*"),
                List.of(),
                FROM,
                FROM + 1000L * (values.length - 1),
                points,
                Consolidation.AVERAGE,
                false,
                calculation);
        Line line = new QueryEngine(series, new GapBook(new FakeEvents(), Clock.systemUTC()), System::nanoTime, 1)
                .ask(List.of(query))
                .get(0)
                .lines()
                .get(0);

        double counted = Arrays.stream(line.values())
                .filter(rate -> !Double.isNaN(rate))
                .map(rate -> rate * line.step() / 1000)
                .sum();
        double first = line.from() == FROM ? values[0] : values[values.length - 1]; // else its stretch has no start
        assertThat(counted).isLessThanOrEqualTo(values[values.length - 1] - values[0] + 1e-6);
        if (line.step() == 1000) {
            assertThat(counted).isCloseTo(values[values.length - 1] - first, within(1e-6));
        }
        assertThat(Arrays.stream(line.values()).boxed()).allMatch(rate -> rate.isNaN() || rate >= 0);
    }
}
