package org.redeye.probe.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.probe.Metric;

/**
 * Memory and swap in bytes ({@code /proc/meminfo}). Used is what is not available: the kernel's caches are no use.
 *
 * @param bytes each line's value by its name
 */
record Memory(Map<String, Double> bytes) {

    static Memory read(Proc proc) throws IOException {
        var bytes = new HashMap<String, Double>();
        for (String line : proc.lines("meminfo")) {
            String[] columns = line.split("[: ]+");
            double unit = columns.length > 2 && columns[2].equals("kB") ? 1_024 : 1;
            bytes.put(columns[0], Double.parseDouble(columns[1]) * unit);
        }
        return new Memory(bytes);
    }

    double usedRatio() {
        return (total() - available()) / total();
    }

    List<Metric> metrics() {
        double swap = value("SwapTotal");
        double swapUsed = swap - value("SwapFree");
        var metrics = new ArrayList<>(List.of(
                Metric.of("memory_total_bytes", "B", total()),
                Metric.of("memory_used_bytes", "B", total() - available()),
                Metric.of("memory_available_bytes", "B", available()),
                Metric.of("memory_free_bytes", "B", value("MemFree")),
                Metric.of("memory_buffers_bytes", "B", value("Buffers")),
                Metric.of("memory_cached_bytes", "B", value("Cached") + value("SReclaimable")),
                Metric.of("memory_used_ratio", "ratio", usedRatio()),
                Metric.of("swap_total_bytes", "B", swap),
                Metric.of("swap_used_bytes", "B", swapUsed)));
        if (swap > 0) {
            metrics.add(Metric.of("swap_used_ratio", "ratio", swapUsed / swap));
        }
        return metrics;
    }

    private double total() {
        return value("MemTotal");
    }

    /** Kernels before 3.14 do not say; free and cached together come near. */
    private double available() {
        Double said = bytes.get("MemAvailable");
        return said == null ? value("MemFree") + value("Buffers") + value("Cached") : said;
    }

    private double value(String name) {
        Double value = bytes.get(name);
        return value == null ? Double.NaN : value;
    }
}
