package org.redeye.probe.process;

import java.io.IOException;
import java.nio.file.Path;
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
import org.redeye.api.text.Expression;
import org.redeye.probe.process.ProcessTable.PidFileException;

/** Looks for processes of this machine. */
@Component
@Plugin(
        kind = "probe",
        id = "process",
        title = "Process",
        help = "Whether programs run on this machine: how many, and what they use")
public final class ProcessProbe implements Probe<ProcessConfig> {

    /** The usual page; where the kernel has larger ones, {@code AT_PAGESZ} in the auxiliary vector says so. */
    private static final int USUAL_PAGE = 4096;

    private final ProcessTable table;

    /** Looks into {@code /proc}. */
    @Activate
    public ProcessProbe() {
        this(new ProcessTable(Path.of("/proc"), AuxiliaryVector.pageBytes(Path.of("/proc/self/auxv"), USUAL_PAGE)));
    }

    ProcessProbe(ProcessTable table) {
        this.table = table;
    }

    @Override
    public int concurrency() {
        return 4; // it works, it does not wait
    }

    @Override
    public CompletionStage<Outcome> probe(ProcessConfig config, ProbeContext context) {
        long deadline = System.nanoTime() + context.remaining().toNanos() / 10 * 9;
        return context.blocking(() -> look(config, context, deadline));
    }

    private Outcome look(ProcessConfig config, ProbeContext context, long deadline)
            throws IOException, InterruptedException {
        Optional<String> elsewhere = ThisMachine.whyNot("process", context.address());
        if (elsewhere.isPresent()) {
            return Outcome.unknown(Reason.SETTINGS, elsewhere.get());
        }
        if (!table.isThere()) {
            return Outcome.unknown(Reason.SETTINGS, "There is no /proc here; this probe looks at Linux only.");
        }
        try {
            List<Running> found = table.find(config, deadline);
            context.log("found " + found.size() + ": "
                    + String.join(
                            " ", found.stream().map(Running::pid).limit(50).toList()));
            return judge(config, found);
        } catch (PidFileException e) {
            return config.min() == 0
                    ? judge(config, List.of())
                    : Outcome.critical(Reason.MISSING, String.valueOf(e.getMessage()), Usage.of(List.of(), 0));
        } catch (Expression.TooHard e) {
            return Outcome.unknown(Reason.SETTINGS, String.valueOf(e.getMessage()));
        }
    }

    private Outcome judge(ProcessConfig config, List<Running> found) throws IOException {
        List<Metric> metrics = Usage.of(found, table.uptime());
        int count = found.size();
        if (count == 0 && config.min() > 0) {
            return Outcome.critical(Reason.MISSING, "There is no " + config.wanted() + ".", metrics);
        }
        String are = count + (count == 1 ? " is" : " are") + " there: " + config.wanted();
        if (count < config.min()) {
            return Outcome.critical(Reason.COUNT, are + "; expected are at least " + config.min() + ".", metrics);
        }
        if (count > config.max()) {
            return Outcome.critical(Reason.COUNT, are + "; expected are at most " + config.max() + ".", metrics);
        }
        long bytes = found.stream().mapToLong(Running::rssBytes).sum();
        if (config.maxMemory() > 0 && bytes > config.maxMemory()) {
            return Outcome.critical(
                    Reason.THRESHOLD,
                    are + "; together they use " + bytes + " B of memory, more than " + config.maxMemory() + " B.",
                    metrics);
        }
        return Outcome.ok(are + ".", metrics);
    }
}
