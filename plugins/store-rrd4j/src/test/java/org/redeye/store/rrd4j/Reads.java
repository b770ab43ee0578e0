package org.redeye.store.rrd4j;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Sample;
import org.redeye.api.series.SeriesKey;

/**
 * Measures range queries: 120 steps of 1, 20, 500 and all series, summed step by step, and one day of one series. Arguments:
 * series (10000), rounds (9). Prints CPU of the process and time of a query, milliseconds, median of the rounds: with all
 * samples worked into the files, and while the latest wait.
 */
public final class Reads {

    private static final int STEPS = 120;
    private static final long STEP = 10_000;
    private static final int SWEEPS = 240;

    private final RrdSeriesStore store;
    private final List<SeriesKey> keys;
    private final int rounds;
    private long end;
    /** So that nothing is optimised away. */
    private double seen;

    private Reads(RrdSeriesStore store, List<SeriesKey> keys, int rounds) {
        this.store = store;
        this.keys = keys;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws IOException {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 9;
        Path folder = Files.createTempDirectory("rem-reads");
        var settings = new Settings(
                folder, Stores.PLAN, 64 << 20, Duration.ofHours(1), Duration.ZERO, 500, 16 << 20, Duration.ZERO, 1);
        try (var store = new RrdSeriesStore(new RealDisk(), settings, () -> System.nanoTime() / 1_000_000)) {
            var reads = new Reads(store, keys(series), rounds);
            System.out.printf("%-44s %10s %10s%n", "a query, ms", "CPU", "time");
            reads.append(SWEEPS);
            store.flush();
            reads.measure("flushed");
            reads.append(60);
            reads.measure("60 wait");
            System.out.println("(" + reads.seen + ")");
        } finally {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<SeriesKey> keys(int count) {
        var keys = new ArrayList<SeriesKey>(count);
        for (int i = 0; i < count; i++) {
            String check = "bench/checks/group" + i / 100 + "/check" + i % 100;
            keys.add(new SeriesKey(check, "total_seconds", "", "s", "node", Duration.ofMillis(STEP)));
        }
        return keys;
    }

    private void append(int sweeps) {
        for (int sweep = 0; sweep < sweeps; sweep++, end += STEP) {
            var batch = new ArrayList<Sample>(keys.size());
            for (var key : keys) {
                batch.add(new Sample(key, Stores.T0 + end, Math.sin(sweep) * batch.size()));
            }
            store.append(batch);
        }
    }

    private void measure(String name) {
        for (int count : new int[] {1, 20, 500, keys.size()}) {
            int times = Math.max(1, 4_000 / count);
            print(name + ": " + count + " series x " + STEPS + " steps", times, i -> sum(i * count, count));
        }
        print(name + ": one day of one series, 500 points", 1_000, i -> {
            var band = store.band(keys.get(i % 20).id(), Stores.T0 + end - 86_400_000, Stores.T0 + end, 172_800);
            seen += band.orElseThrow().max().values()[0];
        });
    }

    private void sum(int first, int count) {
        var sums = new double[STEPS];
        long to = Stores.T0 + end;
        for (int i = 0; i < count; i++) {
            String id = keys.get((first + i) % keys.size()).id();
            double[] values = store.read(id, to - STEPS * STEP, to, STEP, Consolidation.AVERAGE)
                    .orElseThrow()
                    .values();
            for (int k = 0; k < sums.length; k++) {
                sums[k] += Double.isNaN(values[k]) ? 0 : values[k];
            }
        }
        seen += sums[STEPS - 1];
    }

    private void print(String name, int times, java.util.function.IntConsumer query) {
        var cpu = new double[rounds];
        var wall = new double[rounds];
        for (int round = -2; round < rounds; round++) {
            long begin = System.nanoTime();
            long beginCpu = cpu();
            for (int i = 0; i < times; i++) {
                query.accept(i);
            }
            if (round >= 0) {
                cpu[round] = (cpu() - beginCpu) / 1e6 / times;
                wall[round] = (System.nanoTime() - begin) / 1e6 / times;
            }
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        System.out.printf("%-44s %10.4f %10.4f%n", name, cpu[rounds / 2], wall[rounds / 2]);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
