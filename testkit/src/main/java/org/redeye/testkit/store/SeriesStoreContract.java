package org.redeye.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;

/**
 * What every {@link SeriesStore} must do. A store's test extends it and says how the store is opened; an archive of at
 * least 1,000 samples at full resolution is expected.
 */
public abstract class SeriesStoreContract {

    /** A multiple of every step used here, and of a day. */
    private static final long T0 = 1_699_920_000_000L;

    private static final double NONE = Double.NaN;

    /** Where the store of this test lies. */
    @TempDir
    protected Path folder;

    private SeriesStore store;

    /** Opens a store; the first time it is empty, later in the same test it holds what the one before it held. */
    protected abstract SeriesStore open() throws Exception;

    /** Closes a store, so that it can be opened again. */
    protected void close(SeriesStore opened) throws Exception {
        if (opened instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() throws Exception {
        close(store);
    }

    @Test
    void anEmptyStoreKnowsNothing() {
        assertThat(store.find("*", "", 10)).isEmpty();
        assertThat(store.get("a:b")).isEmpty();
        assertThat(store.read("a:b", T0, T0 + 1000, 1000, Consolidation.AVERAGE))
                .isEmpty();
        assertThat(store.remove("a:b")).isFalse();
        store.end("a:b", T0);
        assertThat(store.append(List.of())).isZero();
        assertThat(store.usage().series()).isZero();
        assertThat(store.find("*", "", 10)).isEmpty();
    }

    @Test
    void valuesComeBackExactly() {
        var key = key("exact", 10);
        double[] values = {0.1, -1.0 / 3, 0, 1e300, 5e-300, 12345678901234567.0};
        append(key, 10_000, values);
        assertThat(read(key, 0, 60_000, 10_000)).containsExactly(values);
        assertThat(points(key, 0, 60_000, 10_000).key()).isEqualTo(key);
    }

    @Test
    void aSampleBelongsToTheSlotItFallsInto() {
        var key = key("slot", 10);
        store.append(List.of(sample(key, 9_999, 1), sample(key, 10_000, 2), sample(key, 25_000, 3)));
        assertThat(read(key, 0, 40_000, 10_000)).containsExactly(1, 2, 3, NONE);
    }

    @Test
    void stepsBelowASecondAreKept() {
        var key = new SeriesKey("fast", "x", "", "", "node", Duration.ofMillis(100));
        append(key, 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(read(key, 0, 1_200, 100)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(store.get(key.id()).orElseThrow().lastAt()).isEqualTo(T0 + 1_100);
        assertThat(read(key, 0, 1_000, 500)).containsExactly(3, 8);
    }

    @Test
    void stepsOfDaysAreKept() {
        var key = new SeriesKey("slow", "x", "", "", "node", Duration.ofDays(1));
        long day = Duration.ofDays(1).toMillis();
        append(key, day, 1, 2, 3);
        assertThat(read(key, 0, 3 * day, day)).containsExactly(1, 2, 3);
    }

    @Test
    void aMissedSlotIsAGapAndNeverZero() {
        var key = key("gap", 10);
        store.append(List.of(sample(key, 0, 5)));
        store.append(List.of(sample(key, 20_000, 7)));
        store.append(List.of(sample(key, 60_000, 9)));
        assertThat(read(key, -20_000, 80_000, 10_000))
                .containsExactly(NONE, NONE, 5, NONE, 7, NONE, NONE, NONE, 9, NONE);
    }

    @Test
    void aLongOutageIsAGap() {
        var key = key("outage", 10);
        store.append(List.of(sample(key, 0, 5)));
        store.append(List.of(sample(key, 9_000_000, 7)));
        double[] values = read(key, 0, 9_010_000, 10_000);
        assertThat(values).hasSize(901).startsWith(5).endsWith(7);
        assertThat(IntStream.range(1, 900).mapToDouble(i -> values[i])).allMatch(value -> Double.isNaN(value));
    }

    @Test
    void aGapIsPartOfNoAverage() {
        var key = key("average", 10);
        append(key, 10_000, 4, NONE, 8, NONE, NONE, NONE);
        assertThat(read(key, 0, 60_000, 30_000)).containsExactly(6, NONE);
        assertThat(read(key, 0, 60_000, 60_000)).containsExactly(6);
    }

    @Test
    void anUnknownValueIsTheLastOne() {
        var key = key("unknown", 10);
        append(key, 10_000, 4, NONE);
        var info = store.get(key.id()).orElseThrow();
        assertThat(info.lastAt()).isEqualTo(T0 + 10_000);
        assertThat(info.lastValue()).isNaN();
        assertThat(store.append(List.of(sample(key, 10_000, 1)))).isEqualTo(1);
        assertThat(read(key, 0, 20_000, 10_000)).containsExactly(4, NONE);
    }

    @Test
    void theEndIsNotRead() {
        var key = key("half-open", 10);
        append(key, 10_000, 1, 2, 3, 4);
        assertThat(read(key, 10_000, 30_000, 10_000)).containsExactly(2, 3);
        assertThat(read(key, 10_000, 30_001, 10_000)).containsExactly(2, 3, 4);
    }

    @Test
    void theBeginningIsRoundedDown() {
        var key = key("aligned", 10);
        append(key, 10_000, 1, 2, 3, 4, 5, 6);
        var fine = points(key, 19_999, 30_000, 10_000);
        assertThat(fine.from()).isEqualTo(T0 + 10_000);
        assertThat(fine.values()).containsExactly(2, 3);
        var coarse = points(key, 25_000, 60_000, 20_000);
        assertThat(coarse.from()).isEqualTo(T0 + 20_000);
        assertThat(coarse.values()).containsExactly(3.5, 5.5);
        assertThat(coarse.at(1)).isEqualTo(T0 + 40_000);
    }

    @Test
    void theStepIsTheSmallestPossibleThatIsNotLess() {
        var key = key("step", 10);
        append(key, 10_000, 1, 2, 3, 4, 5, 6);
        assertThat(points(key, 0, 60_000, 1).step()).isEqualTo(10_000);
        assertThat(points(key, 0, 60_000, 10_000).step()).isEqualTo(10_000);
        assertThat(points(key, 0, 60_000, 10_001).step()).isEqualTo(20_000);
        assertThat(points(key, 0, 60_000, 30_000).step()).isEqualTo(30_000);
    }

    @Test
    void consolidationIsAverageLeastOrGreatest() {
        var key = key("consolidated", 10);
        append(key, 10_000, -3, 9, 0, 7, NONE, 8);
        assertThat(read(key, 0, 60_000, 30_000)).containsExactly(2, 7.5);
        assertThat(points(key, 0, 60_000, 30_000, Consolidation.MIN).values()).containsExactly(-3, 7);
        assertThat(points(key, 0, 60_000, 30_000, Consolidation.MAX).values()).containsExactly(9, 8);
    }

    @Test
    void aBandIsMeanLeastAndGreatestOfWhatWasAppended() {
        var random = new Random(7);
        var key = key("band", 10);
        double[] samples = random.doubles(1_000, -5, 5).toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextInt(6) == 0 || i > 400 && i < 470 ? NONE : samples[i];
        }
        append(key, 10_000, samples);
        for (int i = 0; i < 300; i++) {
            long from = random.nextLong(-50_000, 9_000_000);
            long to = from + 1 + random.nextLong(random.nextBoolean() ? 300_000 : 10_000_000);
            long step = random.nextLong(1, 400_000);
            var band = store.band(key.id(), T0 + from, T0 + to, step).orElseThrow();
            assertThat(band.average().step()).isEqualTo((step + 9_999) / 10_000 * 10_000);
            assertThat(band.average().from())
                    .isEqualTo(Math.floorDiv(T0 + from, band.average().step())
                            * band.average().step());
            assertThat(band.average().at(band.average().size())).isBetween(T0 + to, T0 + to + step + 10_000);
            for (int point = 0; point < band.average().size(); point++) {
                int first = (int) ((band.average().at(point) - T0) / 10_000);
                var known = IntStream.range(first, first + (int) (band.average().step() / 10_000))
                        .filter(slot -> slot >= 0 && slot < samples.length && !Double.isNaN(samples[slot]))
                        .mapToDouble(slot -> samples[slot])
                        .summaryStatistics();
                boolean none = known.getCount() == 0;
                assertThat(band.min().values()[point]).isEqualTo(Double.valueOf(none ? NONE : known.getMin()));
                assertThat(band.max().values()[point]).isEqualTo(Double.valueOf(none ? NONE : known.getMax()));
                assertThat(band.average().values()[point]).satisfies(mean -> assertThat(
                                none ? Double.isNaN(mean) : Math.abs(mean - known.getAverage()) < 1e-9)
                        .isTrue());
            }
        }
        assertThat(store.band("band:none", T0, T0 + 1, 1)).isEmpty();
    }

    @Test
    void anAnswerIsBounded() {
        var key = key("bounded", 1);
        append(key, 1_000, 1, 2);
        var points = points(key, 0, 250_000_000, 1_000);
        assertThat(points.size()).isBetween(1, 100_000);
        assertThat(points.step()).isEqualTo(3_000);
        assertThat(points.at(points.size() - 1) + points.step()).isGreaterThanOrEqualTo(T0 + 250_000_000);
    }

    @Test
    void whatIsFarAwayIsUnknown() {
        var key = key("far", 10);
        append(key, 10_000, 1, 2);
        assertThat(read(key, 100_000_000, 100_050_000, 10_000))
                .containsOnly(NONE)
                .hasSize(5);
        assertThat(read(key, -100_000_000, -99_950_000, 10_000))
                .containsOnly(NONE)
                .isNotEmpty();
    }

    @Test
    void aSampleThatIsNotLaterIsPassedOverAndCounted() {
        var key = key("late", 10);
        var batch = List.of(sample(key, 0, 1), sample(key, 10_000, 2), sample(key, 20_000, 3));
        assertThat(store.append(batch)).isZero();
        assertThat(store.append(batch)).isEqualTo(3);
        assertThat(store.append(List.of(sample(key, 15_000, 9), sample(key, 29_999, 9), sample(key, 30_000, 4))))
                .isEqualTo(2);
        assertThat(read(key, 0, 40_000, 10_000)).containsExactly(1, 2, 3, 4);
        assertThat(store.get(key.id()).orElseThrow().lastAt()).isEqualTo(T0 + 30_000);
    }

    @Test
    void ofTwoSamplesInASlotTheFirstStands() {
        var key = key("twice", 10);
        assertThat(store.append(List.of(sample(key, 0, 1), sample(key, 9_000, 2))))
                .isEqualTo(1);
        assertThat(read(key, 0, 10_000, 10_000)).containsExactly(1);
        assertThat(store.get(key.id()).orElseThrow().lastValue()).isEqualTo(1);
    }

    @Test
    void everySampleOfABatchIsStored() {
        var keys = IntStream.range(0, 100).mapToObj(i -> key("many" + i, 10)).toList();
        var batch = new ArrayList<Sample>();
        for (int slot = 0; slot < 1_000; slot++) {
            for (int i = 0; i < keys.size(); i++) {
                batch.add(sample(keys.get(i), slot * 10_000L, i * 10_000.0 + slot));
            }
        }
        assertThat(store.append(batch)).isZero();
        for (int i = 0; i < keys.size(); i++) {
            double first = i * 10_000.0;
            assertThat(read(keys.get(i), 0, 10_000_000, 10_000))
                    .containsExactly(IntStream.range(0, 1_000)
                            .mapToDouble(slot -> first + slot)
                            .toArray());
        }
    }

    @Test
    void whatASeriesIsAboutComesBack() {
        var key = new SeriesKey("p/checks/a/b@h", "used_bytes", "/var log", "B", "node-7", Duration.ofSeconds(30));
        store.append(List.of(sample(key, 31_000, 2.5)));
        assertThat(store.get("p/checks/a/b@h:used_bytes[/var log]")).contains(new SeriesInfo(key, T0 + 31_000, 2.5, 0));
        assertThat(store.find("*", "", 10)).containsExactly(new SeriesInfo(key, T0 + 31_000, 2.5, 0));
        assertThat(store.usage().series()).isEqualTo(1);
    }

    @Test
    void seriesAreKeptApart() {
        var one = new SeriesKey("c", "m", "", "s", "node", Duration.ofSeconds(10));
        var item = new SeriesKey("c", "m", "i", "B", "other", Duration.ofSeconds(20));
        var upper = new SeriesKey("c", "M", "", "", "node", Duration.ofSeconds(10));
        store.append(List.of(sample(one, 0, 1), sample(item, 0, 2), sample(upper, 0, 3)));
        assertThat(read(one, 0, 10_000, 10_000)).containsExactly(1);
        assertThat(read(item, 0, 20_000, 20_000)).containsExactly(2);
        assertThat(read(upper, 0, 10_000, 10_000)).containsExactly(3);
        assertThat(store.find("*", "", 10)).extracting(SeriesInfo::key).containsExactly(upper, one, item);
    }

    @Test
    void namesMayHoldAnything() {
        var keys = List.of("../up", "a b", "ü€😀", "x".repeat(300), "CON", ".hidden", "tab\there").stream()
                .map(item -> new SeriesKey("c/../d", "m", item, "", "node", Duration.ofSeconds(10)))
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            store.append(List.of(sample(keys.get(i), 0, i)));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertThat(read(keys.get(i), 0, 10_000, 10_000)).containsExactly(i);
        }
    }

    @Test
    void seriesAreFoundByPattern() {
        for (String check : List.of("web/home", "web/shop", "lan/ping", "webshop", "a.b", "axb", "a[b]", "a+b")) {
            append(key(check, 10), 10_000, 1);
        }
        assertThat(ids("web/*")).containsExactly("web/home:x", "web/shop:x");
        assertThat(ids("*:x")).hasSize(8);
        assertThat(ids("a?b:x")).containsExactly("a+b:x", "a.b:x", "axb:x");
        assertThat(ids("a.b:x")).containsExactly("a.b:x");
        assertThat(ids("a[b]:?")).containsExactly("a[b]:x");
        assertThat(ids("*p*n*:x")).containsExactly("lan/ping:x");
        assertThat(ids("web")).isEmpty();
        assertThat(ids("")).isEmpty();
        assertThat(ids("*:x*")).hasSize(8);
    }

    @Test
    void seriesComeInTheOrderOfTheirIdsPageByPage() {
        var shuffled = List.of("d", "B", "a/b", "c", "a", "a-b", "E", "aa");
        shuffled.forEach(check -> append(key(check, 10), 10_000, 1));
        var all = ids("*");
        assertThat(all).isSorted().hasSize(8);
        var paged = new ArrayList<String>();
        var page = store.find("*", "", 3);
        while (!page.isEmpty() && paged.size() < all.size()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            page.forEach(info -> paged.add(info.id()));
            page = store.find("*", paged.get(paged.size() - 1), 3);
        }
        assertThat(page).isEmpty();
        assertThat(paged).isEqualTo(all);
        assertThat(store.find("a*", "a:x", 1)).extracting(SeriesInfo::id).containsExactly("aa:x");
        assertThat(store.find("a*", "zzz", 10)).isEmpty();
    }

    @Test
    void aSeriesThatEndedSaysSoUntilALaterSample() {
        var key = key("ended", 10);
        append(key, 10_000, 1);
        store.end(key.id(), T0 + 50_000);
        assertThat(store.get(key.id()).orElseThrow().endedAt()).isEqualTo(T0 + 50_000);
        store.append(List.of(sample(key, 30_000, 2)));
        assertThat(store.get(key.id()).orElseThrow().endedAt())
                .as("a sample of before the end takes nothing back")
                .isEqualTo(T0 + 50_000);
        store.append(List.of(sample(key, 90_000, 3)));
        assertThat(store.get(key.id()).orElseThrow().endedAt()).isZero();
        assertThat(read(key, 0, 100_000, 10_000)).containsExactly(1, NONE, NONE, 2, NONE, NONE, NONE, NONE, NONE, 3);
    }

    @Test
    void aRemovedSeriesIsGoneWithAllItHeld() {
        var key = key("removed", 10);
        var other = key("stays", 10);
        append(key, 10_000, 1, 2, 3);
        append(other, 10_000, 4);
        assertThat(store.remove(key.id())).isTrue();
        assertThat(store.remove(key.id())).isFalse();
        assertThat(store.get(key.id())).isEmpty();
        assertThat(ids("*")).containsExactly(other.id());
        assertThat(store.append(List.of(sample(key, 10_000, 9)))).isZero();
        assertThat(read(key, 0, 30_000, 10_000)).containsExactly(NONE, 9, NONE);
        assertThat(read(other, 0, 10_000, 10_000)).containsExactly(4);
    }

    @Test
    void unitAndNodeMayChange() {
        var before = new SeriesKey("moved", "m", "", "s", "one", Duration.ofSeconds(10));
        var after = new SeriesKey("moved", "m", "", "ms", "two", Duration.ofSeconds(10));
        store.append(List.of(sample(before, 0, 1)));
        store.append(List.of(sample(after, 10_000, 2)));
        assertThat(store.find("*", "", 10)).containsExactly(new SeriesInfo(after, T0 + 10_000, 2, 0));
        assertThat(read(after, 0, 20_000, 10_000)).containsExactly(1, 2);
    }

    @Test
    void theStepMayChange() {
        var slow = key("restepped", 10);
        var fast = key("restepped", 5);
        append(slow, 10_000, 1, 2);
        store.append(List.of(sample(fast, 20_000, 3), sample(fast, 25_000, 4)));
        assertThat(store.get(fast.id()).orElseThrow().key()).isEqualTo(fast);
        assertThat(read(fast, 20_000, 35_000, 5_000)).containsExactly(3, 4, NONE);
        assertThat(read(fast, 10_000, 20_000, 10_000)).as("what was before").containsExactly(2);
        store.append(List.of(sample(slow, 30_000, 5)));
        assertThat(store.get(fast.id()).orElseThrow().key()).isEqualTo(slow);
        assertThat(read(slow, 20_000, 40_000, 10_000)).containsExactly(3.5, 5);
    }

    @Test
    void everythingIsThereAfterItWasOpenedAgain() throws Exception {
        var key = key("kept", 10);
        var ended = key("kept-ended", 10);
        var removed = key("kept-not", 10);
        append(key, 10_000, 1, NONE, 3);
        append(ended, 10_000, 7);
        append(removed, 10_000, 8);
        store.end(ended.id(), T0 + 20_000);
        store.remove(removed.id());
        var before = store.find("*", "", 10);
        reopen();
        assertThat(store.find("*", "", 10)).isEqualTo(before).hasSize(2);
        assertThat(read(key, 0, 40_000, 10_000)).containsExactly(1, NONE, 3, NONE);
        assertThat(store.append(List.of(sample(key, 20_000, 9), sample(key, 40_000, 5))))
                .isEqualTo(1);
        assertThat(read(key, 0, 50_000, 10_000)).containsExactly(1, NONE, 3, NONE, 5);
        reopen();
        assertThat(read(key, 0, 50_000, 10_000)).containsExactly(1, NONE, 3, NONE, 5);
        assertThat(read(key, 0, 60_000, 30_000)).containsExactly(2, 5);
    }

    @Test
    void manyMayUseItAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Callable<Void>>();
            for (int t = 0; t < 4; t++) {
                var key = key("thread" + t, 10);
                work.add(() -> {
                    for (int slot = 0; slot < 200; slot++) {
                        store.append(List.of(sample(key, slot * 10_000L, slot)));
                        assertThat(read(key, 0, (slot + 1) * 10_000L, 10_000))
                                .startsWith(0)
                                .endsWith(slot);
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.usage().series()).isEqualTo(4);
    }

    @Test
    void aThousandSamplesStayAtFullResolution() {
        var key = key("long", 10);
        double[] values =
                IntStream.range(0, 1_000).mapToDouble(i -> Math.sin(i)).toArray();
        append(key, 10_000, values);
        assertThat(read(key, 0, 10_000_000, 10_000)).containsExactly(values);
        double[] means = read(key, 0, 10_000_000, 1_000_000);
        assertThat(means).hasSize(10);
        for (int i = 0; i < means.length; i++) {
            double mean = IntStream.range(i * 100, i * 100 + 100)
                    .mapToDouble(k -> values[k])
                    .average()
                    .orElseThrow();
            assertThat(means[i]).isCloseTo(mean, within(1e-12));
        }
    }

    private void reopen() throws Exception {
        close(store);
        store = open();
    }

    private static SeriesKey key(String check, int seconds) {
        return new SeriesKey(check, "x", "", "", "node", Duration.ofSeconds(seconds));
    }

    private static Sample sample(SeriesKey key, long offset, double value) {
        return new Sample(key, T0 + offset, value);
    }

    private void append(SeriesKey key, long step, double... values) {
        var batch = new ArrayList<Sample>();
        for (int i = 0; i < values.length; i++) {
            batch.add(sample(key, i * step, values[i]));
        }
        assertThat(store.append(batch)).isZero();
    }

    private double[] read(SeriesKey key, long from, long to, long step) {
        return points(key, from, to, step).values();
    }

    private Points points(SeriesKey key, long from, long to, long step) {
        return points(key, from, to, step, Consolidation.AVERAGE);
    }

    private Points points(SeriesKey key, long from, long to, long step, Consolidation consolidation) {
        return store.read(key.id(), T0 + from, T0 + to, step, consolidation).orElseThrow();
    }

    private List<String> ids(String match) {
        return store.find(match, "", 1_000).stream().map(SeriesInfo::id).toList();
    }
}
