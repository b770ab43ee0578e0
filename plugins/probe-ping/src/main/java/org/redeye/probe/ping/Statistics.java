package org.redeye.probe.ping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redeye.api.probe.Metric;

/** What round trip times amount to. */
final class Statistics {

    private Statistics() {}

    /** The metrics of times in seconds, in the order sent; none of no times. */
    static List<Metric> of(double[] times) {
        var metrics = new ArrayList<Metric>();
        if (times.length > 0) {
            double[] sorted = times.clone();
            Arrays.sort(sorted);
            metrics.add(seconds("min", sorted[0]));
            metrics.add(seconds("avg", Arrays.stream(times).average().orElseThrow()));
            metrics.add(seconds("median", (sorted[(times.length - 1) / 2] + sorted[times.length / 2]) / 2));
            metrics.add(seconds("max", sorted[times.length - 1]));
        }
        if (times.length > 1) {
            metrics.add(seconds("jitter", jitter(times)));
        }
        return metrics;
    }

    /** The mean difference between one packet and the next, as in RFC 3393, without its sign. */
    static double jitter(double[] times) {
        double sum = 0;
        for (int i = 1; i < times.length; i++) {
            sum += Math.abs(times[i] - times[i - 1]);
        }
        return sum / (times.length - 1);
    }

    private static Metric seconds(String name, double value) {
        return Metric.of(name + "_seconds", "s", value);
    }
}
