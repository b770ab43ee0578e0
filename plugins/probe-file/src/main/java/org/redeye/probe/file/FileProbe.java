package org.redeye.probe.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.ThisMachine;

/** Looks at files of this machine. */
@Component
@Plugin(kind = "probe", id = "file", title = "File", help = "Age, size, number and content of files of this machine")
public final class FileProbe implements Probe<FileConfig> {

    @Override
    public int concurrency() {
        return 16; // a disk does not get faster by being asked more at once
    }

    @Override
    public CompletionStage<Outcome> probe(FileConfig config, ProbeContext context) {
        long deadline = System.nanoTime() + context.remaining().toNanos() / 10 * 9;
        return context.blocking(() -> look(config, context, deadline));
    }

    private static Outcome look(FileConfig config, ProbeContext context, long deadline) throws InterruptedException {
        Optional<String> elsewhere = ThisMachine.whyNot("file", context.address());
        if (elsewhere.isPresent()) {
            return Outcome.unknown(Reason.SETTINGS, elsewhere.get());
        }
        try {
            List<Found> found = Finder.find(config, context::log);
            return new Judgement(config, found, context.clock().instant()).outcome(deadline);
        } catch (NoSuchFileException e) {
            List<Metric> none = List.of(Metric.of("files", "", 0));
            return config.min() == 0
                    ? Outcome.ok(config.path() + " is not there.", none)
                    : Outcome.critical(Reason.MISSING, "There is no " + config.path() + ".", none);
        } catch (AccessDeniedException e) {
            return Outcome.unknown(
                    Reason.PERMISSION, e.getFile() + " may not be read by the user that Red Eye Monitor runs as.");
        } catch (Finder.TooManyException e) {
            return Outcome.unknown(Reason.SIZE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Outcome.unknown(Reason.BROKEN, config.path() + " could not be looked at: " + e.getMessage() + ".");
        }
    }
}
