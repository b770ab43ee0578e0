package org.redeye.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.series.SeriesUpkeep;

/** What every {@link SeriesStore} must do that is a {@link SeriesUpkeep} as well. A store's test says how it is opened. */
public abstract class SeriesUpkeepContract {

    /** A multiple of every step used here, and of a day. */
    private static final long T0 = 1_699_920_000_000L;

    /** Where the store of this test lies. */
    @TempDir
    protected Path folder;

    private SeriesStore store;
    private SeriesUpkeep upkeep;

    /**
     * Opens a store that is a {@link SeriesUpkeep} as well; the first time it is empty, later in the same test it holds what
     * the one before it held.
     */
    protected abstract SeriesStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
        upkeep = (SeriesUpkeep) store;
    }

    @AfterEach
    void closeStore() throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private void reopen() throws Exception {
        closeStore();
        openStore();
    }

    @Test
    void aRenamedSeriesKeepsItsSamplesAndGoesOn() throws Exception {
        append(key("old", 10), 0, 1, 2);
        append(key("old", 10), 2, 3);
        var info = upkeep.rename("old:x", "p/new", "y", "z");
        assertThat(info.id()).isEqualTo("p/new:y[z]");
        assertThat(info.lastValue()).isEqualTo(3);
        var renamed =
                new SeriesKey("p/new", "y", "z", "", "node", key("old", 10).step());
        for (int i = 0; i < 2; i++) {
            assertThat(ids()).containsExactly("p/new:y[z]");
            assertThat(store.get("old:x")).isEmpty();
            assertThat(values("p/new:y[z]", 0, 4)).containsExactly(1, 2, 3, Double.NaN);
            reopen();
        }
        append(renamed, 3, 4);
        append(key("old", 10), 0, 9);
        reopen();
        assertThat(values("p/new:y[z]", 0, 4)).containsExactly(1, 2, 3, 4);
        assertThat(values("old:x", 0, 2)).as("a new series under the old name").containsExactly(9, Double.NaN);
    }

    @Test
    void aNameThatIsTakenIsRefused() throws Exception {
        append(key("one", 10), 0, 1);
        append(key("two", 10), 0, 2);
        assertThatIllegalStateException()
                .isThrownBy(() -> upkeep.rename("one:x", "two", "x", ""))
                .withMessageContaining("'two:x' already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> upkeep.rename("none:x", "three", "x", ""))
                .withMessageContaining("'none:x'");
        assertThatIllegalArgumentException().isThrownBy(() -> upkeep.rename("one:x", "", "x", ""));
        assertThat(values("one:x", 0, 1)).containsExactly(1);
        assertThat(values("two:x", 0, 1)).containsExactly(2);
    }

    @Test
    void namesMayChangePlaces() throws Exception {
        append(key("a", 10), 0, 1);
        append(key("b", 10), 0, 2);
        upkeep.rename("a:x", "c", "x", "");
        upkeep.rename("b:x", "a", "x", "");
        upkeep.rename("c:x", "b", "x", "");
        reopen();
        assertThat(values("a:x", 0, 1)).containsExactly(2);
        assertThat(values("b:x", 0, 1)).containsExactly(1);
        append(key("a", 10), 1, 4);
        reopen();
        assertThat(values("a:x", 0, 2)).containsExactly(2, 4);
    }

    @Test
    void whereBothHaveASampleThatOfTheSecondCounts() throws Exception {
        append(key("first", 10), 0, 1, 2, 3, 4);
        append(key("second", 10), 1, 8, Double.NaN, 9);
        upkeep.join("first:x", "second:x");
        assertThat(values("second:x", 0, 5)).containsExactly(1, 8, 3, 9, Double.NaN);
        assertThat(store.get("second:x").orElseThrow().lastValue()).isEqualTo(9);
    }

    @Test
    void seriesOfDifferentUnitsAreNotJoined() throws Exception {
        append(key("plain", 10), 0, 1);
        var bytes = new SeriesKey("bytes", "x", "", "B", "node", key("a", 10).step());
        append(bytes, 0, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> upkeep.join("plain:x", "bytes:x"))
                .withMessageContaining("one unit");
        assertThatIllegalArgumentException().isThrownBy(() -> upkeep.join("plain:x", "plain:x"));
        assertThat(ids()).containsExactly("bytes:x", "plain:x");
    }

    @Test
    void aRetiredSeriesComesBackWithItsNextSampleOrWhenItIsRevived() throws Exception {
        append(key("one", 10), 0, 1);
        append(key("two", 10), 0, 1);
        upkeep.retire("one:x", T0 + 5_000);
        upkeep.retire("two:x", T0 + 5_000);
        append(key("one", 10), 1, 2);
        assertThat(ids()).containsExactly("one:x");
        upkeep.revive("two:x");
        reopen();
        assertThat(ids()).containsExactly("one:x", "two:x");
        assertThat(upkeep.retired()).isEmpty();
    }

    @Test
    void aRestoreLosesNothingThatIsStoredNow() throws Exception {
        append(key("a", 10), 0, 1, 2);
        var backup = upkeep.backup();
        store.remove("a:x");
        append(key("a", 10), 1, 8, 9);
        append(key("other", 10), 0, 5);
        assertThat(upkeep.restore(backup.name()).filled()).isEqualTo(1);
        assertThat(values("a:x", 0, 3)).containsExactly(1, 8, 9);
        assertThat(values("other:x", 0, 1)).containsExactly(5);
    }

    @Test
    void aBackupHoldsAllThatWasAcknowledged() throws Exception {
        append(key("a", 10), 0, 1, 2);
        append(key("a", 10), 2, 3);
        append(key("b", 60), 0, 7);
        store.end("b:x", T0 + 90_000);
        var before = store.find("*", "", 10);
        var backup = upkeep.backup();
        assertThat(backup.series()).isEqualTo(2);
        assertThat(upkeep.backups()).singleElement().satisfies(listed -> {
            assertThat(listed.name()).isEqualTo(backup.name());
            assertThat(listed.series()).isEqualTo(2);
            assertThat(listed.bytes()).isEqualTo(backup.bytes()).isPositive();
        });
        append(key("a", 10), 3, 4);
        store.remove("a:x");
        store.remove("b:x");
        var restored = upkeep.restore(backup.name());
        assertThat(restored.begun()).isEqualTo(2);
        for (int i = 0; i < 2; i++) {
            assertThat(store.find("*", "", 10)).isEqualTo(before);
            assertThat(values("a:x", 0, 4)).containsExactly(1, 2, 3, Double.NaN);
            reopen();
        }
    }

    private List<String> ids() {
        return store.find("*", "", 100).stream().map(SeriesInfo::id).toList();
    }

    private static SeriesKey key(String check, int seconds) {
        return new SeriesKey(check, "x", "", "", "node", Duration.ofSeconds(seconds));
    }

    private void append(SeriesKey key, int slot, double... values) {
        for (int i = 0; i < values.length; i++) {
            long at = T0 + (slot + i) * key.step().toMillis();
            assertThat(store.append(List.of(new Sample(key, at, values[i])))).isZero();
        }
    }

    private double[] values(String id, int first, int last) {
        long step = store.get(id).orElseThrow().key().step().toMillis();
        return store.read(id, T0 + first * step, T0 + last * step, step, Consolidation.AVERAGE)
                .orElseThrow()
                .values();
    }
}
