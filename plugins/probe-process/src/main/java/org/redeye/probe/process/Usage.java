package org.redeye.probe.process;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.redeye.api.probe.Metric;

/** What processes use together. */
final class Usage {

    /** Processes whose open files are counted; with more of them nothing is said about files. */
    private static final int MOST_WITH_FILES = 1_000;

    private Usage() {}

    /** @param uptime seconds since the machine's start */
    static List<Metric> of(List<Running> processes, double uptime) {
        boolean none = processes.isEmpty();
        double youngest =
                processes.stream().mapToDouble(Running::startSeconds).max().orElse(Double.NaN);
        double oldest =
                processes.stream().mapToDouble(Running::startSeconds).min().orElse(Double.NaN);
        return List.of(
                Metric.of("processes", "", processes.size()),
                Metric.rate("cpu_ratio", "", "ratio", none ? Double.NaN : sum(processes, Running::cpuSeconds)),
                Metric.of("memory_rss_bytes", "B", sum(processes, Running::rssBytes)),
                Metric.of("threads", "", sum(processes, Running::threads)),
                Metric.of(
                        "open_files",
                        "",
                        processes.size() > MOST_WITH_FILES ? Double.NaN : sum(processes, Running::openFiles)),
                Metric.of("oldest_age_seconds", "s", uptime - oldest),
                Metric.of("newest_age_seconds", "s", uptime - youngest));
    }

    private static double sum(List<Running> processes, ToDoubleFunction<Running> value) {
        return processes.stream().mapToDouble(value).sum();
    }
}
