package org.redeye.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.Reading;
import org.redeye.api.probe.Reason;

/** {@code rem:check-run ID} */
@Service
@Command(scope = "rem", name = "check-run", description = "Runs a check now and shows what it found")
public final class CheckRunNow extends SubjectCommand {
    /** The engine ends a run at the check's own timeout; this is for an engine that does not. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Argument(name = "ID", description = "The check, as rem:check-list shows it", required = true)
    @Completion(CheckCompleter.class)
    private String id = "";

    @Override
    void run() throws Refusal {
        List<CheckStatus> all = ask(Checks.class, "checks engine", Checks::list);
        CheckStatus check = all.stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no check '" + id + "'"
                        + Nearest.hint(id, all.stream().map(CheckStatus::id).toList())));
        CompletableFuture<CheckRun> running =
                ask(Checks.class, "checks engine", checks -> checks.run(id).toCompletableFuture());
        CheckRun run = await(running, check.declaration().timeout().plus(GRACE));
        if (isJson()) {
            out().println(Json.text(Json.run(run)));
        } else {
            show(run);
        }
    }

    private CheckRun await(CompletableFuture<CheckRun> running, Duration patience) throws Refusal {
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new Refusal(id + " did not run: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new Refusal(id + " has given no result within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted; " + id + " runs on, rem:check-list will show the result");
        }
    }

    private void show(CheckRun run) {
        String reason = run.reason() == Reason.NONE ? "" : " (" + run.reason().word() + ")";
        out().println(run.status().name().toLowerCase(Locale.ROOT) + reason + ": " + run.message());
        out().println("at " + Times.show(run.at()) + ", took " + run.took().toMillis() + " ms, by " + run.plugin());
        var table = table("It measured nothing", "Metric", "Value", "Unit");
        for (Reading reading : run.readings()) {
            table.addRow().addContent(Json.name(reading), Values.show(reading.value()), reading.unit());
        }
        print(table);
        run.log().forEach(line -> out().println("log: " + line));
        if (!run.evidence().isEmpty()) {
            out().println("evidence:");
            out().println(run.evidence());
        }
    }
}
