package org.redeye.store.rrd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;

/** A process that appends is killed for real; what it had acknowledged is there. */
class KillTest {

    private static final int ROUNDS = 4;
    private static final int SERIES = 20;

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void acknowledgedSamplesSurviveKillMinusNine() throws Exception {
        int acknowledged = -1;
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged = appendUntilKilled(acknowledged + 2, 300 + 200 * round);
            try (var store = open(folder)) {
                for (int i = 0; i < SERIES; i++) {
                    int last = acknowledged;
                    var info = store.get(Stores.key("c" + i, 1).id()).orElseThrow();
                    assertThat(info.lastAt()).isGreaterThanOrEqualTo(Stores.T0 + last * 1_000L);
                    assertValues(store.read(
                                    info.id(), Stores.T0, Stores.T0 + (last + 1) * 1_000L, 1_000, Consolidation.AVERAGE)
                            .orElseThrow()
                            .values());
                }
            }
        }
    }

    /** Value and slot are the same; only a slot at which a process was killed may be missing. */
    private static void assertValues(double[] values) {
        int gaps = 0;
        for (int slot = 0; slot < values.length; slot++) {
            if (Double.isNaN(values[slot])) {
                gaps++;
            } else {
                assertThat(values[slot]).isEqualTo(slot);
            }
        }
        assertThat(gaps).isLessThanOrEqualTo(ROUNDS);
    }

    private int appendUntilKilled(int first, int appends) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        folder.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int last = -1;
        try (var acks = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < appends; i++) {
                last = Integer.parseInt(acks.readLine());
            }
            // Process.destroyForcibly would close its output, too
            process.toHandle().destroyForcibly();
            // what it printed before it died counts as well
            for (String line = acks.readLine(); line != null; line = acks.readLine()) {
                last = line.isEmpty() || line.length() < String.valueOf(last).length() ? last : Integer.parseInt(line);
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
        return last;
    }

    private static RrdSeriesStore open(Path folder) {
        var settings = new Settings(
                folder, Stores.PLAN, 20_000, Duration.ofSeconds(1), Duration.ZERO, 10, 1 << 20, Duration.ofDays(30), 3);
        return new RrdSeriesStore(new RealDisk(), settings, () -> System.nanoTime() / 1_000_000);
    }

    /** Appends one sample a second to each series, as fast as it can, and says which slot is stored. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) {
            var store = open(Path.of(args[0]));
            var keys = IntStream.range(0, SERIES)
                    .mapToObj(i -> Stores.key("c" + i, 1))
                    .toList();
            for (int slot = Integer.parseInt(args[1]); ; slot++) {
                int value = slot;
                List<Sample> batch = keys.stream()
                        .map(key -> Stores.sample(key, value * 1_000L, value))
                        .toList();
                store.append(batch);
                System.out.println(slot);
            }
        }
    }
}
