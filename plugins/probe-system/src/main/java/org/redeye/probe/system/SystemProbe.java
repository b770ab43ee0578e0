package org.redeye.probe.system;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.ThisMachine;

/**
 * Looks at the machine that the monitor runs on: processor, load, memory, swap, file systems, disks, network, processes.
 * Reads what the kernel says in {@code /proc} (proc(5)) and asks each file system how full it is (statvfs(3)).
 */
@Component
@Plugin(
        kind = "probe",
        id = "system",
        title = "This machine",
        help = "Processor, load, memory, disks, network and processes of the machine that the monitor runs on")
public final class SystemProbe implements Probe<SystemConfig> {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Proc proc;
    private final FileSystems fileSystems;

    /** Looks at this machine. */
    @Activate
    public SystemProbe() {
        this(Path.of("/proc"), Space::of);
    }

    /** Looks at what a folder says in place of {@code /proc}. */
    SystemProbe(Path root, Space.Reader space) {
        this.proc = new Proc(root);
        this.fileSystems = new FileSystems(proc, space);
    }

    @Override
    public CompletionStage<Outcome> probe(SystemConfig config, ProbeContext context) {
        return context.blocking(() -> look(config, context));
    }

    private Outcome look(SystemConfig config, ProbeContext context) throws InterruptedException {
        if (!proc.isThere()) {
            return Outcome.unknown(
                    Reason.SETTINGS,
                    "The probe 'system' reads " + proc.root() + ", which is not here (it is on Linux).");
        }
        Optional<String> elsewhere = ThisMachine.whyNot("system", context.address());
        if (elsewhere.isPresent()) {
            return Outcome.unknown(Reason.SETTINGS, elsewhere.get());
        }
        try {
            return look(config, context, cpuNanos());
        } catch (IOException e) {
            return Outcome.unknown(Reason.BROKEN, "The kernel's figures cannot be read: " + e.getMessage() + ".");
        }
    }

    private Outcome look(SystemConfig config, ProbeContext context, long before)
            throws IOException, InterruptedException {
        var limits = new Limits(config);
        var metrics = new ArrayList<Metric>();
        Stat stat = Stat.read(proc);
        metrics.addAll(stat.metrics());
        Load load = Load.read(proc);
        metrics.addAll(load.metrics(stat.processors()));
        limits.load(load, stat.processors());
        Memory memory = Memory.read(proc);
        metrics.addAll(memory.metrics());
        limits.memory(memory);
        for (FileSystem fileSystem : fileSystems.read(config.chosenMounts(), context)) {
            metrics.addAll(fileSystem.metrics());
            limits.fileSystem(fileSystem);
        }
        metrics.addAll(Disks.read(proc, config.chosenDevices()));
        metrics.addAll(Network.read(proc, config.chosenInterfaces()));
        metrics.addAll(processes());
        metrics.addAll(cost(before));
        return limits.outcome(metrics);
    }

    private List<Metric> processes() throws IOException {
        return List.of(
                Metric.of("processes", "", proc.processes()),
                Metric.of(
                        "uptime_seconds",
                        "s",
                        Double.parseDouble(proc.read("uptime").split(" ")[0])));
    }

    /** What the run itself has cost; nothing on a virtual thread, whose time the JVM does not count. */
    private static List<Metric> cost(long before) {
        long after = cpuNanos();
        return before < 0 || after < 0 ? List.of() : List.of(Metric.of("run_cpu_seconds", "s", (after - before) / 1e9));
    }

    private static long cpuNanos() {
        return THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
                ? THREADS.getCurrentThreadCpuTime()
                : -1;
    }
}
