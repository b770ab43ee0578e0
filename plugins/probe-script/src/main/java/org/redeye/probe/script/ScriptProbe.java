package org.redeye.probe.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.nagios.NagiosOutput;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Probe;
import org.redeye.api.probe.ProbeContext;
import org.redeye.api.probe.Reason;
import org.redeye.api.script.CommandCall;
import org.redeye.api.script.CommandResult;
import org.redeye.api.script.Commands;
import org.redeye.api.script.ScriptCall.Limits;

/** Runs a program and reads its exit code, text and performance data as Nagios does. */
@Component
@Plugin(
        kind = "probe",
        id = "script",
        title = "Script",
        help = "Runs a program that answers as plugins of Nagios do: exit code, text, performance data")
public final class ScriptProbe implements Probe<ScriptConfig> {

    /** As many as the platform runs at once; more would only wait there. */
    private static final int AT_ONCE = 64;

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_LINES = 20;

    private final Commands commands;

    /** Runs programs with what the platform has for it, which also asks whether the package is trusted. */
    @Activate
    public ScriptProbe(@Reference Commands commands) {
        this.commands = commands;
    }

    @Override
    public int concurrency() {
        return AT_ONCE;
    }

    @Override
    public CompletionStage<Outcome> probe(ScriptConfig config, ProbeContext context) {
        // a little before the deadline, so that there is time to kill it and to say so
        Duration time = context.remaining().multipliedBy(19).dividedBy(20);
        if (time.toMillis() < 1) {
            return CompletableFuture.completedFuture(
                    Outcome.unknown(Reason.OVERLOAD, config.program() + " was not started: no time was left."));
        }
        var limits =
                new Limits(time.compareTo(LONGEST) < 0 ? time : LONGEST, (int) config.maxOutput(), config.memory());
        String packageName = context.check().split("/", 2)[0];
        context.log("run " + String.join(" ", config.command()));
        CompletableFuture<CommandResult> run = commands.run(
                        new CommandCall(packageName, config.command(), environment(config, context), limits))
                .toCompletableFuture();
        CompletableFuture<Outcome> outcome = run.thenApply(result -> judge(config, result, context));
        outcome.whenComplete((done, failed) -> {
            if (outcome.isCancelled()) {
                run.cancel(true); // which kills it
            }
        });
        return outcome;
    }

    private static Map<String, String> environment(ScriptConfig config, ProbeContext context) {
        var all = new HashMap<String, String>();
        config.environment().forEach((name, value) -> all.put(name, value.reveal()));
        all.put("REM_CHECK", context.check());
        all.put("REM_HOST", context.host());
        all.put("REM_ADDRESS", context.address());
        return all;
    }

    private static Outcome judge(ScriptConfig config, CommandResult result, ProbeContext context) {
        result.errors().lines().limit(MOST_LINES).forEach(line -> context.log("stderr: " + line));
        return switch (result.outcome()) {
            case ENDED -> ended(config, result, context);
            case TIMEOUT ->
                Outcome.critical(Reason.TIMEOUT, cut(result.message()), List.of())
                        .withEvidence(result.output());
            case FLOODED -> Outcome.unknown(Reason.SIZE, cut(result.message())).withEvidence(result.errors());
            case REFUSED -> Outcome.unknown(Reason.PERMISSION, cut(result.message()));
            case MISSING -> Outcome.unknown(Reason.SETTINGS, cut(result.message()));
            case BUSY -> Outcome.unknown(Reason.OVERLOAD, cut(result.message()));
        };
    }

    private static Outcome ended(ScriptConfig config, CommandResult result, ProbeContext context) {
        NagiosOutput output = NagiosOutput.parse(result.output());
        output.ignored().stream()
                .limit(MOST_LINES)
                .forEach(word -> context.log("no performance data, ignored: " + word));
        Outcome said = output.outcome(config.program(), result.exitCode());
        var metrics = new ArrayList<>(said.metrics());
        metrics.add(Metric.of("run_seconds", "s", result.took().toNanos() / 1e9));
        metrics.add(Metric.of("values_ignored", "", output.ignored().size()));
        boolean mute = result.output().isBlank() && !result.errors().isBlank();
        return new Outcome(
                said.status(),
                said.reason(),
                mute ? cut(said.message() + " On standard error: " + oneLine(result.errors())) : said.message(),
                metrics,
                said.evidence().isEmpty() && said.reason() != Reason.NONE ? result.errors() : said.evidence());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String cut(String message) {
        return message.length() <= 1_000 ? message : message.substring(0, 999) + "…";
    }
}
