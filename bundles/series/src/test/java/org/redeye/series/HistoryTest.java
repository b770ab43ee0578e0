package org.redeye.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.platform.Meter;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.FakePluginRegistry;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemorySeriesStore;

class HistoryTest {

    private static final SeriesKey KEY = key("shop/checks/web");
    private static final SeriesKey OTHER = key("lan/checks/ping");
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final ManualClock clock = new ManualClock();
    private final long now = Math.floorDiv(clock.millis(), DAY) * DAY;
    private final FakePluginRegistry plugins = new FakePluginRegistry();
    private final MemorySeriesStore near = new MemorySeriesStore();
    private final Far far = new Far();
    private final Lane farLane = new Lane(plugins, "far", 10);
    private final SeriesEngine engine = engine("shop/*");

    /** A store that may be away. */
    private static final class Far extends MemorySeriesStore {
        private boolean away;

        @Override
        public synchronized Optional<Points> read(
                String id, long from, long to, long step, Consolidation consolidation) {
            check();
            return super.read(id, from, to, step, consolidation);
        }

        @Override
        public synchronized int append(List<Sample> batch) {
            check();
            return super.append(batch);
        }

        private void check() {
            if (away) {
                throw new StoreException(StoreException.Kind.UNAVAILABLE, "far away");
            }
        }
    }

    private SeriesEngine engine(String match) {
        return new SeriesEngine(new Lane(plugins, "near", 100), Optional.of(new History(farLane, match, "7d", clock)));
    }

    private static SeriesKey key(String check) {
        return new SeriesKey(check, "m", "", "", "node", Duration.ofDays(1));
    }

    @BeforeEach
    void plugIn() {
        plugins.with("store", "near", near);
        plugins.with("store", "far", far);
    }

    private Sample sample(SeriesKey key, int daysAgo, double value) {
        return new Sample(key, now - daysAgo * DAY, value);
    }

    private double[] read(SeriesKey key, int daysAgo) {
        return engine.read(key.id(), now - daysAgo * DAY, now, DAY, Consolidation.AVERAGE)
                .map(Points::values)
                .orElse(new double[0]);
    }

    @Test
    void bothStoresGetWhatMatchesAndTheFirstGetsAll() throws Exception {
        var done = engine.append(List.of(sample(KEY, 1, 1), sample(OTHER, 1, 2)));
        engine.end(KEY.id(), now);
        engine.end(OTHER.id(), now);
        engine.writer().step();
        assertThat(done.toCompletableFuture()).as("nobody waits for the second").isDone();
        assertThat(far.find("*", "", 10)).isEmpty();
        farLane.writer().step();
        assertThat(near.find("*", "", 10)).hasSize(2).allMatch(info -> info.endedAt() == now);
        assertThat(far.find("*", "", 10))
                .singleElement()
                .matches(info -> info.key().equals(KEY) && info.endedAt() == now);
    }

    @Test
    void whatBeginsLongAgoIsReadFromTheSecond() {
        near.append(List.of(sample(KEY, 30, 1), sample(OTHER, 30, 1)));
        far.append(List.of(sample(KEY, 30, 2), sample(KEY, 5, 3), sample(OTHER, 30, 2)));
        assertThat(read(KEY, 30)).hasSize(30).startsWith(2);
        assertThat(read(OTHER, 30)).as("of which it gets nothing").startsWith(1);
        assertThat(read(KEY, 5)).as("the recent past").containsOnly(Double.NaN);
    }

    @Test
    void theStoreThatReachesBackFurtherAnswers() {
        near.append(List.of(sample(KEY, 20, 1), sample(KEY, 9, 2)));
        far.append(List.of(sample(KEY, 9, 3)));
        assertThat(read(KEY, 30)).as("begun before the second was there").contains(1, 2);
        assertThat(read(KEY, 9)).startsWith(3);
        far.remove(KEY.id());
        assertThat(read(KEY, 30)).as("known to the first only").contains(1, 2);
        near.remove(KEY.id());
        far.append(List.of(sample(KEY, 9, 3)));
        assertThat(read(KEY, 30)).as("known to the second only").contains(3);
        near.append(List.of(sample(KEY, 1, 5)));
        assertThat(read(KEY, 30)).contains(3);
    }

    @Test
    void theFirstAnswersWhileTheSecondIsAway() throws Exception {
        near.append(List.of(sample(KEY, 30, 1)));
        far.append(List.of(sample(KEY, 30, 2)));
        far.away = true;
        assertThat(read(KEY, 30)).startsWith(1);
        far.away = false;
        assertThat(read(KEY, 30)).startsWith(2);
        plugins.remove("store", "far");
        assertThat(read(KEY, 30)).startsWith(1);
    }

    @Test
    void whatTheSecondDoesNotTakeIsCountedAndDoesNotHarmTheFirst() throws Exception {
        far.away = true;
        var done = new ArrayList<java.util.concurrent.CompletionStage<Void>>();
        for (int day = 30; day > 10; day--) {
            done.add(engine.append(List.of(sample(KEY, day, day))));
            engine.writer().step();
        }
        assertThat(farLane.writer().step()).isPositive();
        assertThat(done)
                .allMatch(stage -> stage.toCompletableFuture().isDone()
                        && !stage.toCompletableFuture().isCompletedExceptionally());
        assertThat(meter("series_history_waiting")).isEqualTo(10);
        assertThat(meter("series_history_dropped_total")).isEqualTo(10);
        assertThat(meter("series_samples_dropped_total")).isZero();
        far.away = false;
        farLane.writer().step();
        assertThat(meter("series_history_stored_total")).isEqualTo(10);
    }

    private double meter(String name) {
        return engine.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .sum();
    }

    @Test
    void aWrongSettingIsAnsweredWithWhatIsExpected() {
        assertThatThrownBy(() -> new History(farLane, "*", "a week", clock))
                .hasMessage("etc/org.redeye.series.cfg: 'history.after = a week'; expected a number with m, h or d,"
                        + " such as 7d");
    }
}
