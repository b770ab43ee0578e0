package org.redeye.store.prometheus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/**
 * What a sample out costs: 10,000 series in sweeps, acknowledged on disk, then sent to a real Prometheus. CPU of this process,
 * user and system; that of Prometheus beside it. A program, no test; {@code bench/remote-write.sh} runs it:
 * {@code RemoteBench [rounds] [sweeps a round]}.
 */
final class RemoteBench {

    private static final int SERIES = 10_000;

    private RemoteBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6;
        int sweeps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        Path folder = Files.createTempDirectory("rem-remote");
        try (var server = PrometheusServer.strict(folder.resolve("prometheus"), 0);
                var store = Stores.open(settings(folder, server.url()))) {
            var keys = IntStream.range(0, SERIES)
                    .mapToObj(i -> new SeriesKey(
                            "bench/checks/web/c" + i, "total_seconds", "", "s", "node1", Duration.ofSeconds(10)))
                    .toList();
            int slot = 0;
            for (int round = 0; round < rounds; round++) {
                long began = cpu();
                for (int sweep = 0; sweep < sweeps; sweep++) {
                    store.append(sweep(keys, slot++));
                }
                long appended = cpu();
                long theirs = server.cpuNanos();
                long wall = System.nanoTime();
                Stores.drain(store);
                wall = System.nanoTime() - wall;
                long sent = cpu();
                double samples = (double) SERIES * sweeps;
                System.out.printf(
                        "round %d: append %.2f µs, out %.2f µs CPU a sample, %,.0f samples/s; Prometheus %.2f µs%n",
                        round,
                        (appended - began) / 1e3 / samples,
                        (sent - appended) / 1e3 / samples,
                        samples / (wall / 1e9),
                        (server.cpuNanos() - theirs) / 1e3 / samples);
                read(store, keys, slot);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** What waits is in memory for five minutes by default; here it is all read from the server. */
    private static void read(PrometheusSeriesStore store, List<SeriesKey> keys, int slots) {
        long began = cpu();
        long wall = System.nanoTime();
        int reads = 100;
        for (int i = 0; i < reads; i++) {
            var points = store.read(
                            keys.get(i * 97).id(),
                            Stores.T0,
                            Stores.T0 + slots * 10_000L,
                            10_000,
                            Consolidation.AVERAGE)
                    .orElseThrow();
            if (points.values()[0] != 0 || points.size() != slots) {
                throw new IllegalStateException("other points than were sent");
            }
        }
        System.out.printf(
                "  read of %d points: %.2f ms, %.2f ms CPU%n",
                slots, (System.nanoTime() - wall) / 1e6 / reads, (cpu() - began) / 1e6 / reads);
    }

    private static Settings settings(Path folder, URI url) {
        return new Settings(
                folder.resolve("store"),
                Stores.server(url),
                Map.of(),
                5_000,
                512 << 20,
                Duration.ofSeconds(1),
                Duration.ZERO);
    }

    private static List<Sample> sweep(List<SeriesKey> keys, int slot) {
        return keys.stream()
                .map(key -> Stores.sample(key, slot * 10_000L, slot * 0.37))
                .toList();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
