package org.redeye.probe.system;

import java.io.IOException;
import java.util.List;
import org.redeye.api.probe.Metric;

/**
 * How many threads run or wait for a processor or a disk, averaged over the last minutes ({@code /proc/loadavg}).
 *
 * @param one over 1 minute
 * @param five over 5 minutes
 * @param fifteen over 15 minutes
 * @param threads how many threads there are
 */
record Load(double one, double five, double fifteen, long threads) {

    static Load read(Proc proc) throws IOException {
        String[] columns = proc.read("loadavg").strip().split("[ /]+");
        return new Load(
                Double.parseDouble(columns[0]),
                Double.parseDouble(columns[1]),
                Double.parseDouble(columns[2]),
                Long.parseLong(columns[4]));
    }

    List<Metric> metrics(int processors) {
        return List.of(
                Metric.of("load1", "", one),
                Metric.of("load5", "", five),
                Metric.of("load15", "", fifteen),
                Metric.of("load_per_cpu", "", five / processors),
                Metric.of("threads", "", threads));
    }
}
