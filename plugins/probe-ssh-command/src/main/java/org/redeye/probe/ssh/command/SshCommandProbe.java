package org.redeye.probe.ssh.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
import org.redeye.api.ssh.Ssh;
import org.redeye.api.ssh.SshCall;
import org.redeye.api.ssh.SshResult;
import org.redeye.probe.ssh.command.Numbers.NoNumbersException;

/** Runs a command on another machine over SSH. */
@Component
@Plugin(
        kind = "probe",
        id = "ssh-command",
        title = "SSH command",
        help = "Runs a command on another machine: exit code and performance data, JSON, or one number")
public final class SshCommandProbe implements Probe<SshCommandConfig> {

    private static final int MOST_LINES = 20;
    private static final int LONGEST_MESSAGE = 1_000;

    private final Ssh ssh;

    /** Runs commands over the platform's connections. */
    @Activate
    public SshCommandProbe(@Reference Ssh ssh) {
        this.ssh = ssh;
    }

    @Override
    public CompletionStage<Outcome> probe(SshCommandConfig config, ProbeContext context) {
        var target = config.target(context.address());
        if (target.address().isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.unknown(
                    Reason.SETTINGS, "There is no address to connect to: give the check a host, or set 'address'."));
        }
        // a little before the deadline, to answer with what was seen so far
        Duration time = context.remaining().multipliedBy(19).dividedBy(20);
        context.log("as " + target.user() + " at " + target.place() + ": " + String.join(" ", config.command()));
        var call = new SshCall(target, config.command(), config.connectTimeout(), time, (int) config.maxOutput());
        return ssh.run(call).thenApply(result -> judge(config, result, context));
    }

    @Override
    public String target(SshCommandConfig config, String address) {
        return config.target(address).address();
    }

    private static Outcome judge(SshCommandConfig config, SshResult result, ProbeContext context) {
        context.log(result.shared() ? "over a connection that was there" : "over a connection of its own");
        result.errors().lines().limit(MOST_LINES).forEach(line -> context.log("stderr: " + line));
        if (result.reason() != Reason.NONE) {
            return failed(result);
        }
        Outcome said =
                switch (config.format()) {
                    case NAGIOS -> nagios(config, result, context);
                    case JSON, NUMBER -> numbers(config, result);
                };
        var metrics = new ArrayList<>(said.metrics());
        metrics.add(Metric.of("run_seconds", "s", result.took().toNanos() / 1e9));
        return new Outcome(said.status(), said.reason(), cut(said.message()), metrics, said.evidence());
    }

    private static Outcome failed(SshResult result) {
        boolean ours =
                switch (result.reason()) {
                    case SETTINGS, OVERLOAD, BROKEN, SIZE -> true;
                    default -> !result.known(); // nobody has said which key is right: that is no fault of the host
                };
        String message = cut(result.message());
        Outcome outcome = ours
                ? Outcome.unknown(result.reason(), message)
                : Outcome.critical(result.reason(), message, List.of());
        return outcome.withEvidence(result.output());
    }

    private static Outcome nagios(SshCommandConfig config, SshResult result, ProbeContext context) {
        NagiosOutput output = NagiosOutput.parse(result.output());
        output.ignored().stream()
                .limit(MOST_LINES)
                .forEach(word -> context.log("no performance data, ignored: " + word));
        Outcome said = output.outcome(config.program(), result.exitCode());
        var metrics = new ArrayList<>(said.metrics());
        metrics.add(Metric.of("values_ignored", "", output.ignored().size()));
        boolean mute = result.output().isBlank() && !result.errors().isBlank();
        return new Outcome(
                said.status(),
                said.reason(),
                mute ? said.message() + " On standard error: " + oneLine(result.errors()) : said.message(),
                metrics,
                said.evidence());
    }

    private static Outcome numbers(SshCommandConfig config, SshResult result) {
        if (result.exitCode() != 0) {
            return Outcome.critical(
                            Reason.STATUS,
                            config.program() + " ended with exit code " + result.exitCode() + "; expected is 0."
                                    + (result.errors().isBlank()
                                            ? ""
                                            : " On standard error: " + oneLine(result.errors())),
                            List.of())
                    .withEvidence(result.output());
        }
        try {
            List<Metric> metrics = config.format() == SshCommandConfig.Format.JSON
                    ? Numbers.json(result.output())
                    : Numbers.one(result.output());
            String numbers = metrics.size() == 1 ? "1 number" : metrics.size() + " numbers";
            return Outcome.ok(config.program() + " answered " + numbers + ".", metrics);
        } catch (NoNumbersException e) {
            return Outcome.critical(
                            Reason.CONTENT,
                            "The answer of " + config.program() + " cannot be used: " + e.getMessage() + ".",
                            List.of())
                    .withEvidence(result.output());
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
