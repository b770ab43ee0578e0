package org.redeye.probe.self;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;

/** Reads what every part of the platform tells of itself ({@link Meters}), and the Java process it runs in. */
@Component
@Plugin(
        kind = "probe",
        id = "self",
        title = "Red Eye Monitor",
        help = "How the monitor itself is doing: lateness, queues, drops, memory, processor")
public final class SelfProbe implements Probe<SelfConfig> {

    private static final int LONGEST_MESSAGE = 1_000;

    /** What tells, with the name by which people know it. Parts come and go while the probe stays. */
    private final Map<Meters, String> parts = new ConcurrentHashMap<>();

    private final Process process;

    /** Reads this process. */
    @Activate
    public SelfProbe() {
        this.process = new Process(Path.of("/proc/self"));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, name = "meters")
    void add(Meters meters, Map<String, Object> properties) {
        Object name = properties.get("component.name");
        parts.put(meters, name == null ? meters.getClass().getName() : name.toString());
    }

    void remove(Meters meters) {
        parts.remove(meters);
    }

    @Override
    public CompletionStage<Outcome> probe(SelfConfig config, ProbeContext context) {
        return context.blocking(() -> look(config, context));
    }

    private Outcome look(SelfConfig config, ProbeContext context) {
        var collected = new Collected(config);
        var broken = new ArrayList<String>();
        process.metrics().forEach(collected::add);
        parts.forEach((meters, part) -> {
            try {
                for (Meter meter : meters.read()) {
                    collected.add(meter);
                }
            } catch (RuntimeException
                    | LinkageError e) { // a part may come from another bundle, and that may be half gone
                broken.add(part);
                context.log(part + " cannot tell how it is: " + e);
            }
        });
        if (collected.dropped() > 0) {
            context.log(collected.dropped() + " readings were left out: twice there, badly named, or beyond "
                    + Collected.MOST);
        }
        return outcome(config, collected.metrics(), broken);
    }

    private Outcome outcome(SelfConfig config, List<Metric> metrics, List<String> broken) {
        double resident = metrics.stream()
                .filter(metric -> metric.name().equals("process_resident_bytes"))
                .mapToDouble(Metric::value)
                .findFirst()
                .orElse(0);
        if (!broken.isEmpty()) {
            broken.sort(String::compareTo);
            return Outcome.warning(Reason.BROKEN, clip(String.join(", ", broken) + " cannot tell how it is."), metrics);
        }
        if (config.memoryWarning() > 0 && resident >= config.memoryWarning()) {
            String message = String.format(
                    Locale.ROOT,
                    "The monitor uses %.0f MiB of memory (limit %.0f MiB).",
                    mebibytes(resident),
                    mebibytes(config.memoryWarning()));
            return Outcome.warning(Reason.THRESHOLD, message, metrics);
        }
        return Outcome.ok(
                String.format(
                        Locale.ROOT,
                        "%d readings of %d parts; %.0f MiB of memory.",
                        metrics.size(),
                        parts.size(),
                        mebibytes(resident)),
                metrics);
    }

    private static double mebibytes(double bytes) {
        return bytes / (1 << 20);
    }

    private static String clip(String message) {
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE - 1) + "…" : message;
    }
}
