package org.redeye.probe.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.probe.Metric;

/**
 * Time of the processors by mode, and what the kernel has counted since it started ({@code /proc/stat}).
 *
 * @param processors how many processors there are
 * @param ticks hundredths of a second of all processors by mode, in the order of {@link #MODES}
 * @param counts the other lines by name
 */
record Stat(int processors, long[] ticks, Map<String, Long> counts) {

    /** The columns of the line {@code cpu}. What guests use is part of {@code user} and {@code nice}. */
    private static final List<String> MODES =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal");

    /** USER_HZ: the same on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    static Stat read(Proc proc) throws IOException {
        int processors = 0;
        long[] ticks = new long[MODES.size()];
        var counts = new HashMap<String, Long>();
        for (String line : proc.lines("stat")) {
            int end = line.indexOf(' ');
            String name = end < 0 ? line : line.substring(0, end);
            if (name.equals("cpu")) {
                String[] columns = line.substring(end).strip().split(" +");
                for (int i = 0; i < Math.min(ticks.length, columns.length); i++) {
                    ticks[i] = Long.parseLong(columns[i]);
                }
            } else if (name.startsWith("cpu")) {
                processors++;
            } else if (!name.equals("intr") && !name.equals("softirq") && end > 0) {
                counts.put(name, Long.parseLong(line.substring(end + 1).strip()));
            }
        }
        return new Stat(Math.max(1, processors), ticks, counts);
    }

    /** The time in each mode as part of the whole machine's: all modes and idle together are 1. */
    List<Metric> metrics() {
        var metrics = new ArrayList<Metric>();
        double idle = 0;
        double used = 0;
        for (int i = 0; i < ticks.length; i++) {
            String mode = MODES.get(i);
            double part = ticks[i] / TICKS_PER_SECOND / processors;
            if (mode.equals("idle")) {
                idle = part;
            } else {
                metrics.add(Metric.rate("cpu_ratio", mode, "ratio", part));
                used += mode.equals("iowait") ? 0 : part;
            }
        }
        metrics.add(Metric.rate("cpu_idle_ratio", "", "ratio", idle));
        metrics.add(Metric.rate("cpu_used_ratio", "", "ratio", used));
        metrics.add(Metric.of("cpu_count", "", processors));
        metrics.add(Metric.rate("context_switches_per_second", "", "/s", count("ctxt")));
        metrics.add(Metric.rate("processes_started_per_second", "", "/s", count("processes")));
        metrics.add(Metric.of("processes_running", "", count("procs_running")));
        metrics.add(Metric.of("processes_blocked", "", count("procs_blocked")));
        return metrics;
    }

    private double count(String name) {
        Long value = counts.get(name);
        return value == null ? Double.NaN : value;
    }
}
