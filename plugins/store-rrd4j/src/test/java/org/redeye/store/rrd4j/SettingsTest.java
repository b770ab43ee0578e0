package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void theDefaultsAreThoseOfTheOriginalForAMinute() {
        var settings = settings(Map.of());
        assertThat(settings.plan()).isEqualTo(Stores.PLAN);
        assertThat(settings.journalBytes()).isEqualTo(16 << 20);
        assertThat(settings.flush()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.force()).isEqualTo(Duration.ofSeconds(1));
        var full = settings(Map.of("fine_rows", 86_400, "fine_most", "60d"));
        assertThat(full.plan().archives(Duration.ofMinutes(1)).get(0)).isEqualTo(new ArchivePlan.Archive(1, 86_400));
    }

    @Test
    void aWrongSettingIsNamedWithWhatWasExpected() {
        wrong("coarse", "10m", "coarse = 10m", "such as 10m:7d");
        wrong("coarse", "0s:7d", "coarse = 0s:7d", "above zero");
        wrong("coarse", "7d:10m", "coarse = 7d:10m", "reach");
        wrong("flush", "soon", "flush = soon", "such as 10m");
        wrong("fine_rows", 100_000, "fine.rows = 100000", "2 to 86400");
        wrong("journal_megabytes", 0, "journal.megabytes = 0", "1 to 1024");
    }

    private static void wrong(String name, Object value, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(name, value)))
                .withMessageContaining("etc/org.redeye.store.rrd4j.cfg")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private static Settings settings(Map<String, Object> changed) {
        var config = (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> changed.getOrDefault(method.getName(), method.getDefaultValue()));
        return Settings.of(Path.of("series"), config);
    }
}
