package org.redeye.probe.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.probe.Metric;

/** What each network interface has received and sent since the start ({@code /proc/net/dev}). */
final class Network {

    private Network() {}

    static List<Metric> read(Proc proc, Choice choice) throws IOException {
        var metrics = new ArrayList<Metric>();
        int interfaces = 0;
        for (String line : proc.lines("net/dev")) {
            int colon = line.lastIndexOf(':'); // an alias has a colon in its name
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (!name.isEmpty() && interfaces < Proc.MOST_ITEMS && choice.has(name)) {
                add(metrics, name, line.substring(colon + 1).strip().split(" +"));
                interfaces++;
            }
        }
        return metrics;
    }

    /** Eight columns received (bytes packets errs drop fifo frame compressed multicast), then those sent. */
    private static void add(List<Metric> metrics, String name, String[] columns) {
        rate(metrics, "network_received_bytes_per_second", name, "B/s", columns[0]);
        rate(metrics, "network_received_packets_per_second", name, "/s", columns[1]);
        rate(metrics, "network_receive_errors_per_second", name, "/s", columns[2]);
        rate(metrics, "network_receive_drops_per_second", name, "/s", columns[3]);
        rate(metrics, "network_sent_bytes_per_second", name, "B/s", columns[8]);
        rate(metrics, "network_sent_packets_per_second", name, "/s", columns[9]);
        rate(metrics, "network_send_errors_per_second", name, "/s", columns[10]);
        rate(metrics, "network_send_drops_per_second", name, "/s", columns[11]);
    }

    private static void rate(List<Metric> metrics, String metric, String name, String unit, String count) {
        metrics.add(Metric.rate(metric, name, unit, Double.parseDouble(count)));
    }
}
