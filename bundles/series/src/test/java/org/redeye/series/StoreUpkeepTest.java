package org.redeye.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesStore;
import org.redeye.api.store.StoreException;
import org.redeye.testkit.FakePluginRegistry;
import org.redeye.testkit.store.MemorySeriesStore;

/** What people do with series reaches the store that is there. */
class StoreUpkeepTest {

    private final FakePluginRegistry plugins = new FakePluginRegistry();
    private final StoreUpkeep upkeep = new StoreUpkeep(plugins, "rrd4j");

    @Test
    void theStoreDoesIt() {
        var store = new MemorySeriesStore();
        plugins.with("store", "rrd4j", store);
        var key = new SeriesKey("a", "m", "", "s", "node", Duration.ofSeconds(1));
        store.append(List.of(new Sample(key, 1_000, 1)));

        assertThat(upkeep.rename("a:m", "b", "m", "").id()).isEqualTo("b:m");
        upkeep.retire("b:m", 5_000);
        assertThat(upkeep.retired()).hasSize(1);
        upkeep.revive("b:m");
        assertThat(upkeep.restore(upkeep.backup().name()).filled()).isEqualTo(1);
        assertThat(upkeep.backups()).hasSize(1);
        assertThat(upkeep.usage().series()).isEqualTo(1);
    }

    @Test
    void withoutStoreItSaysWhichIsMissing() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(upkeep::backup)
                .withMessageContaining("store:rrd4j")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.UNAVAILABLE));
    }

    @Test
    void aStoreThatCannotIsNamed() {
        plugins.with(
                "store",
                "rrd4j",
                java.lang.reflect.Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {SeriesStore.class}, (self, method, args) -> null));
        assertThatIllegalStateException().isThrownBy(upkeep::backups).withMessageContaining("store:rrd4j can neither");
    }
}
