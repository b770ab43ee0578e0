package org.redeye.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.platform.Meter;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SampleListener;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.redeye.api.store.StoreException.Kind;
import org.redeye.testkit.FakePluginRegistry;

class SeriesEngineTest {

    private static final SeriesKey KEY =
            new SeriesKey("p/checks/a/b", "total_seconds", "", "s", "node1", Duration.ofSeconds(1));

    /** A store that writes down what it gets, and fails when told to. */
    private static class Store implements SeriesStore {
        final List<String> log = new ArrayList<>();
        Optional<RuntimeException> failure = Optional.empty();
        /** A batch with a sample of this time is refused. */
        long poison = Long.MIN_VALUE;

        @Override
        public int append(List<Sample> batch) {
            failure.ifPresent(e -> {
                throw e;
            });
            if (batch.stream().anyMatch(sample -> sample.at() == poison)) {
                throw new IllegalArgumentException("poison");
            }
            batch.forEach(sample -> log.add(sample.at() + "=" + sample.value()));
            return 0;
        }

        @Override
        public List<SeriesInfo> find(String match, String after, int limit) {
            return List.of(new SeriesInfo(KEY, 1, 1, 0));
        }

        @Override
        public Optional<SeriesInfo> get(String id) {
            return Optional.of(new SeriesInfo(KEY, 1, 1, 0));
        }

        @Override
        public Optional<Points> read(String id, long from, long to, long step, Consolidation consolidation) {
            return Optional.empty();
        }

        @Override
        public void end(String id, long at) {
            log.add("end " + id);
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public Usage usage() {
            return new Usage(1, 2, 3);
        }
    }

    private final FakePluginRegistry plugins = new FakePluginRegistry();
    private final Store store = new Store();
    private final SeriesEngine engine = new SeriesEngine(new Lane(plugins, "mine", 10), Optional.empty());

    @BeforeEach
    void plugIn() {
        plugins.with("store", "mine", store);
    }

    private CompletionStage<Void> append(long... times) {
        var samples = new ArrayList<Sample>();
        for (long at : times) {
            samples.add(new Sample(KEY, at, at));
        }
        return engine.append(samples);
    }

    private static boolean done(CompletionStage<Void> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private double meter(String name) {
        return engine.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .sum();
    }

    @Test
    void acknowledgesWhenTheStoreHasItAndNotBefore() throws Exception {
        CompletionStage<Void> one = append(1, 2);
        assertThat(done(one)).isFalse();
        assertThat(engine.writer().step()).isZero();
        assertThat(done(one)).isTrue();
        assertThat(store.log).containsExactly("1=1.0", "2=2.0");
        assertThat(meter("series_samples_stored_total")).isEqualTo(2);
    }

    @Test
    void tellsWhoDecidesByThemOfEachSampleBeforeItIsStored() {
        var heard = new ArrayList<String>();
        engine.bindListener(new SampleListener() {
            @Override
            public void appended(List<Sample> samples) {
                throw new IllegalStateException("A fault of a listener");
            }

            @Override
            public void ended(String id, long at) {
                throw new IllegalStateException("A fault of a listener");
            }
        });
        var listener = new SampleListener() {
            @Override
            public void appended(List<Sample> samples) {
                samples.forEach(sample -> heard.add(sample.key().id() + " " + sample.at()));
            }

            @Override
            public void ended(String id, long at) {
                heard.add(id + " ended " + at);
            }
        };
        engine.bindListener(listener);
        append(1, 2);
        append();
        engine.end(KEY.id(), 3);
        engine.unbindListener(listener);
        append(4);

        assertThat(heard).containsExactly(KEY.id() + " 1", KEY.id() + " 2", KEY.id() + " ended 3");
        assertThat(store.log).isEmpty();
    }

    @Test
    void samplesOfSeveralGiversAreOneBatchInOrder() throws Exception {
        append(1);
        engine.end(KEY.id(), 5);
        append(6);
        engine.writer().step();
        assertThat(store.log).containsExactly("1=1.0", "end " + KEY.id(), "6=6.0");
    }

    @Test
    void samplesWaitWhileTheStoreCannotAndNoneIsLost() throws Exception {
        store.failure = Optional.of(new StoreException(Kind.UNAVAILABLE, "disk full"));
        CompletionStage<Void> one = append(1);
        long first = engine.writer().step();
        long second = engine.writer().step();
        assertThat(first).isPositive();
        assertThat(second).as("pauses grow").isGreaterThan(first);
        assertThat(meter("series_waiting")).isEqualTo(1);
        store.failure = Optional.empty();
        append(2);
        assertThat(engine.writer().step()).isZero();
        assertThat(done(one)).isTrue();
        assertThat(store.log).containsExactly("1=1.0", "2=2.0");
    }

    @Test
    void samplesWaitForAStoreThatIsReplaced() throws Exception {
        plugins.remove("store", "mine");
        append(1);
        assertThat(engine.writer().step()).isPositive();
        assertThat(engine.find("*", "", 10)).isEmpty();
        plugins.with("store", "mine", store);
        engine.writer().step();
        assertThat(store.log).containsExactly("1=1.0");
    }

    @Test
    void theOldestGiveWayWhenTooManyWaitAndAreCounted() throws Exception {
        CompletionStage<Void> oldest = append(1, 2, 3, 4);
        append(5, 6, 7, 8);
        append(9, 10, 11, 12);
        assertThat(meter("series_samples_dropped_total")).isEqualTo(4);
        assertThatThrownBy(() -> oldest.toCompletableFuture().join()).hasCauseInstanceOf(StoreException.class);
        engine.writer().step();
        assertThat(store.log).hasSize(8).startsWith("5=5.0").endsWith("12=12.0");
    }

    @Test
    void whatTheStoreRefusesForGoodIsCountedAndTold() throws Exception {
        store.failure = Optional.of(new IllegalStateException("bug"));
        CompletionStage<Void> one = append(1);
        assertThat(engine.writer().step()).isZero();
        assertThatThrownBy(() -> one.toCompletableFuture().join()).hasMessageContaining("store:mine broke");
        assertThat(meter("series_samples_dropped_total")).isEqualTo(1);
    }

    @Test
    void oneThatTheStoreRefusesTakesNoOthersWithIt() throws Exception {
        CompletionStage<Void> one = append(1, 2);
        CompletionStage<Void> poison = append(-1);
        CompletionStage<Void> other = append(3);
        engine.end(KEY.id(), 4);
        store.poison = -1;
        for (int i = 0; i < 5; i++) {
            append(10 + i);
            assertThat(engine.writer().step()).isZero();
        }
        assertThat(done(one) && done(other)).isTrue();
        assertThatThrownBy(() -> poison.toCompletableFuture().join()).hasMessageContaining("store:mine broke");
        assertThat(store.log).startsWith("1=1.0", "2=2.0", "3=3.0", "end " + KEY.id(), "10=10.0");
        assertThat(meter("series_samples_dropped_total")).isEqualTo(1);
    }

    @Test
    void aStoreWhoseClassesAreGoneIsAskedForAnew() throws Exception {
        var gone = new Store() {
            @Override
            public int append(List<Sample> batch) {
                plugins.with("store", "mine", store);
                throw new NoClassDefFoundError("org/example/Gone");
            }
        };
        plugins.with("store", "mine", gone);
        CompletionStage<Void> one = append(1);
        assertThat(engine.writer().step()).isPositive();
        assertThat(engine.writer().step()).isZero();
        assertThat(done(one)).isTrue();
        assertThat(store.log).containsExactly("1=1.0");
    }

    @Test
    void moreThanABatchAtOnceIsHandedOverInParts() throws Exception {
        var large = new SeriesEngine(new Lane(plugins, "mine", 100_000), Optional.empty());
        var samples =
                IntStream.range(0, 50_000).mapToObj(i -> new Sample(KEY, i, i)).toList();
        CompletionStage<Void> all = large.append(samples);
        large.writer().step();
        large.writer().step();
        assertThat(done(all)).isFalse();
        large.writer().step();
        assertThat(done(all)).isTrue();
        assertThat(store.log).hasSize(50_000);
        assertThat(done(large.append(List.of()))).isTrue();
    }

    @Test
    void theLastValueIsAtHandBeforeTheStoreHasIt() {
        append(7);
        assertThat(engine.get(KEY.id()).orElseThrow().lastAt()).isEqualTo(7);
        assertThat(engine.find("*", "", 10).get(0).lastValue()).isEqualTo(7.0);
    }

    @Test
    void theLastValueIsThatOfTheSeriesWhateverItsUnitIs() {
        var renamed = new SeriesKey(KEY.check(), KEY.metric(), "", "ms", KEY.node(), Duration.ofSeconds(5));
        var unused = engine.append(List.of(new Sample(KEY, 5, 5)));
        unused = engine.append(List.of(new Sample(renamed, 6, 6)));
        unused = engine.append(List.of(new Sample(KEY, 4, 4)));
        assertThat(engine.get(KEY.id()).orElseThrow().lastValue()).isEqualTo(6);

        engine.end(KEY.id(), 6);
        assertThat(engine.get(KEY.id()).orElseThrow().lastAt())
                .as("that of the store")
                .isEqualTo(1);
        unused = engine.append(List.of(new Sample(KEY, 7, 7)));
        assertThat(engine.get(KEY.id()).orElseThrow().lastValue()).isEqualTo(7);
    }
}
