package org.redeye.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Sample;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.shell.Fakes.FakeSeries;
import org.redeye.testkit.store.MemorySeriesStore;

/** Series are renamed, joined, retired, backed up and restored from the shell. */
class SeriesCommandsTest {

    @TempDir
    static Path folder;

    private static Shell shell;

    private final FakeSeries series = new FakeSeries();
    private final MemorySeriesStore store = new MemorySeriesStore();

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell(folder);
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    @BeforeEach
    void startEngines() {
        for (String check : List.of("old", "new")) {
            var key = new SeriesKey(check, "m", "", "s", "n1", Duration.ofSeconds(10));
            store.append(List.of(new Sample(key, 10_000, 1)));
            series.add(check, "m", "", 10_000, 1, 0);
        }
        shell.start(Series.class, series);
        shell.start(SeriesUpkeep.class, store);
    }

    @AfterEach
    void stopEngines() {
        shell.stopEngines();
    }

    private List<String> ids() {
        return store.find("*", "", 10).stream().map(SeriesInfo::id).toList();
    }

    @Test
    void renames() {
        assertThat(shell.run("rem:series-rename old:m --check other --dry-run").rows())
                .containsExactly("old:m would become other:m.");
        assertThat(ids()).containsExactly("new:m", "old:m");
        assertThat(shell.run("rem:series-rename old:m --check other --item x").rows())
                .containsExactly("old:m is other:m[x] now.");
        assertThat(ids()).containsExactly("new:m", "other:m[x]");
    }

    @Test
    void saysWhyItDoesNot() {
        var taken = shell.run("rem:series-rename old:m --check new");
        assertThat(taken.failed()).isTrue();
        assertThat(taken.err()).contains("'new:m' already");
        assertThat(shell.run("rem:series-rename none:m --check x").err()).contains("there is no series 'none:m'");
        assertThat(shell.run("rem:series-rename old:m").err()).contains("--check, --metric or --item");
        assertThat(shell.run("rem:series-join old:m").err()).contains("which series goes on?");
        assertThat(shell.run("rem:series-restore none").err()).contains("there is no backup 'none'");
    }

    @Test
    void joins() {
        assertThat(shell.run("rem:series-join old:m new:m --dry-run").rows())
                .containsExactly("The history of old:m would continue in new:m, and old:m would be gone.");
        assertThat(ids()).hasSize(2);
        assertThat(shell.run("rem:series-join --json old:m new:m")
                        .json()
                        .get("id")
                        .asText())
                .isEqualTo("new:m");
        assertThat(ids()).containsExactly("new:m");
    }

    @Test
    void retires() {
        shell.run("rem:series-retire old:m --dry-run");
        assertThat(ids()).hasSize(2);
        assertThat(shell.run("rem:series-retire old:m").rows()).containsExactly("old:m is retired.");
        assertThat(ids()).containsExactly("new:m");
        assertThat(shell.run("rem:series-retire old:m --undo").rows()).containsExactly("old:m is in the lists again.");
        assertThat(ids()).hasSize(2);
    }

    @Test
    void backsUpAndRestores() {
        assertThat(shell.run("rem:series-backup --list").out()).contains("There is no backup");
        String name = shell.run("rem:series-backup --json").json().get("name").asText();
        assertThat(shell.run("rem:series-backup --list --json")
                        .json()
                        .at("/items/0/name")
                        .asText())
                .isEqualTo(name);
        store.remove("old:m");
        assertThat(shell.run("rem:series-restore " + name + " --dry-run").rows())
                .containsExactly("The backup " + name + " holds 2 series.");
        assertThat(ids()).hasSize(1);
        assertThat(shell.run("rem:series-restore " + name).rows())
                .containsExactly("Restored: 1 series begun, 1 filled with history.");
        assertThat(ids()).containsExactly("new:m", "old:m");
    }
}
