package org.redeye.store.rrd4j;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/**
 * Measures: many series updated in one sweep after the other. Arguments: series (10000), sweeps (20), rounds (5), force
 * (0s). Prints for each round samples a second and CPU a sample: acknowledged, and with all of it worked into the files.
 */
public final class Sweeps {

    private Sweeps() {}

    public static void main(String[] args) throws IOException {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int sweeps = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        var force = Duration.ofSeconds(args.length > 3 ? Integer.parseInt(args[3]) : 0);
        Path folder = Files.createTempDirectory("rem-sweeps");
        var settings = new Settings(
                folder, Stores.PLAN, 16 << 20, Duration.ofMinutes(10), force, 500, 16 << 20, Duration.ZERO, 1);
        try (var store = new RrdSeriesStore(new RealDisk(), settings, () -> System.nanoTime() / 1_000_000)) {
            var keys = keys(series);
            for (int round = 0; round < rounds; round++) {
                round(store, keys, round * sweeps, sweeps);
            }
        } finally {
            deleteAll(folder);
        }
    }

    private static void round(RrdSeriesStore store, List<SeriesKey> keys, int first, int sweeps) {
        long samples = (long) sweeps * keys.size();
        long wall = 0;
        long cpu = 0;
        for (int sweep = first; sweep < first + sweeps; sweep++) {
            var batch = new ArrayList<Sample>(keys.size());
            for (var key : keys) {
                batch.add(new Sample(key, Stores.T0 + sweep * 60_000L, Math.sin(sweep) * batch.size()));
            }
            long begin = System.nanoTime();
            long beginCpu = cpu();
            store.append(batch);
            cpu += cpu() - beginCpu;
            wall += System.nanoTime() - begin;
        }
        long begin = System.nanoTime();
        long beginCpu = cpu();
        store.flush();
        long flushCpu = cpu() - beginCpu;
        long flushWall = System.nanoTime() - begin;
        System.out.printf(
                "sweeps %d-%d: append %,.0f samples/s, %.2f us CPU a sample; with files %,.0f samples/s, %.2f us%n",
                first,
                first + sweeps - 1,
                samples * 1e9 / wall,
                cpu / 1e3 / samples,
                samples * 1e9 / (wall + flushWall),
                (cpu + flushCpu) / 1e3 / samples);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<SeriesKey> keys(int count) {
        var keys = new ArrayList<SeriesKey>(count);
        for (int i = 0; i < count; i++) {
            keys.add(new SeriesKey(
                    "bench/checks/group" + i / 100 + "/check" + i % 100,
                    "total_seconds",
                    "",
                    "s",
                    "node",
                    Duration.ofSeconds(60)));
        }
        return keys;
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
