package org.redeye.probe.self;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.redeye.api.probe.Metric;

/** The Java process: what the JVM tells (java.lang.management), and its resident memory as the kernel sees it. */
record Process(Path self) {

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    List<Metric> metrics() {
        var metrics = new ArrayList<Metric>();
        memory(metrics);
        collectors(metrics);
        metrics.add(Metric.of(
                "process_uptime_seconds",
                "s",
                ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS_PER_SECOND));
        metrics.add(
                Metric.of("jvm_threads", "", ManagementFactory.getThreadMXBean().getThreadCount()));
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        metrics.add(Metric.of("jvm_classes", "", classes.getLoadedClassCount()));
        // the JDK's own bean: by its attributes, as its package is no part of Java SE
        system("ProcessCpuTime")
                .ifPresent(
                        nanos -> metrics.add(Metric.rate("process_cpu_ratio", "", "ratio", nanos / NANOS_PER_SECOND)));
        system("OpenFileDescriptorCount").ifPresent(open -> metrics.add(Metric.of("process_open_files", "", open)));
        system("MaxFileDescriptorCount").ifPresent(most -> metrics.add(Metric.of("process_max_files", "", most)));
        return metrics;
    }

    private void memory(List<Metric> metrics) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        metrics.add(Metric.of("jvm_heap_used_bytes", "B", heap.getUsed()));
        metrics.add(Metric.of("jvm_heap_committed_bytes", "B", heap.getCommitted()));
        if (heap.getMax() > 0) {
            metrics.add(Metric.of("jvm_heap_max_bytes", "B", heap.getMax()));
            metrics.add(Metric.of("jvm_heap_used_ratio", "ratio", (double) heap.getUsed() / heap.getMax()));
        }
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        metrics.add(Metric.of("jvm_nonheap_used_bytes", "B", other.getUsed()));
        resident().ifPresent(bytes -> metrics.add(Metric.of("process_resident_bytes", "B", bytes)));
    }

    /** How often each collector has run, and the part of the time that it took. */
    private static void collectors(List<Metric> metrics) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            String name = collector.getName().toLowerCase(Locale.ROOT);
            metrics.add(Metric.rate("jvm_gc_per_second", name, "/s", Math.max(0, collector.getCollectionCount())));
            metrics.add(Metric.rate(
                    "jvm_gc_ratio", name, "ratio", Math.max(0, collector.getCollectionTime()) / MILLIS_PER_SECOND));
        }
    }

    /** VmRSS of proc(5); empty where there is no such file. */
    private Optional<Double> resident() {
        try {
            return Files.readString(self.resolve("status"))
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Double.parseDouble(line.split("\\s+")[1]) * 1_024)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Double> system(String attribute) {
        try {
            var bean = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object value = ManagementFactory.getPlatformMBeanServer().getAttribute(bean, attribute);
            return value instanceof Number number && number.longValue() >= 0
                    ? Optional.of(number.doubleValue())
                    : Optional.empty();
        } catch (JMException e) {
            return Optional.empty(); // another JVM, or another system
        }
    }
}
