package org.redeye.notifier.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.redeye.api.notify.Notifier;
import org.redeye.api.notify.NotifierContext;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Secret;
import org.redeye.api.script.CommandCall;
import org.redeye.api.script.CommandResult;
import org.redeye.api.script.Commands;
import org.redeye.api.script.ScriptCall.Limits;

/** Runs a program for each notice: an SMS gateway, a pager, a lamp. */
@Component
@Plugin(
        kind = "notifier",
        id = "command",
        title = "Command",
        help = "Runs a program with the notice in its arguments and environment: an SMS gateway, a pager, a lamp")
public final class CommandNotifier implements Notifier<CommandConfig> {

    private static final int OUTPUT_BYTES = 64 << 10;
    private static final long MEMORY_BYTES = 1L << 30;
    private static final int LONGEST_PROOF = 500;
    private static final int LONGEST_ADDRESS = 500;

    /** Exit codes that say that another try is of no use (sysexits.h): usage, data, no such user, no such host, rights, configuration. */
    private static final Set<Integer> FOR_GOOD = Set.of(64, 65, 67, 68, 77, 78);

    private final Commands commands;

    /** Runs programs with what the platform has for it, which also asks whether the package is trusted. */
    @Activate
    public CommandNotifier(@Reference Commands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<Delivery> send(CommandConfig config, Notification notification, NotifierContext context) {
        String refusal = refuse(config, notification.to());
        if (!refusal.isEmpty()) {
            return CompletableFuture.completedStage(Delivery.refused(refusal));
        }
        // a little before the deadline, so that there is time to kill it and to say so
        Duration time = context.remaining().multipliedBy(19).dividedBy(20);
        if (time.toMillis() < 1) {
            return CompletableFuture.completedStage(
                    Delivery.failed(program(config) + " was not started: no time was left."));
        }
        var words = new Words(notification);
        Map<String, String> environment = new HashMap<>(words.environment());
        config.environment().forEach((name, value) -> environment.put(name, value.reveal()));
        var call = new CommandCall(
                context.packageName(),
                words.fill(config.command()),
                environment,
                new Limits(time, OUTPUT_BYTES, MEMORY_BYTES));
        return commands.run(call).thenApply(result -> judge(config, result));
    }

    @Override
    public String refuse(CommandConfig config, String to) {
        boolean odd = to.startsWith("-") || to.length() > LONGEST_ADDRESS || to.matches("(?s).*\\p{Cntrl}.*");
        String shown = to.substring(0, Math.min(80, to.length())).replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
        return odd
                ? "'" + shown + "' is no address for a program; expected up to " + LONGEST_ADDRESS
                        + " characters in one line that do not begin with a dash."
                : "";
    }

    private static Delivery judge(CommandConfig config, CommandResult result) {
        List<String> hidden = new ArrayList<>();
        config.environment().values().stream().map(Secret::reveal).forEach(hidden::add);
        return switch (result.outcome()) {
            case ENDED -> ended(config, result, hidden);
            case REFUSED, MISSING -> Delivery.refused(line(result.message(), hidden));
            case BUSY, TIMEOUT, FLOODED -> Delivery.failed(line(result.message(), hidden));
        };
    }

    private static Delivery ended(CommandConfig config, CommandResult result, List<String> hidden) {
        String said = result.output().isBlank() ? result.errors() : result.output();
        String proof = line(
                program(config) + " ended with " + result.exitCode() + (said.isBlank() ? "" : ": " + said.strip()),
                hidden);
        if (result.exitCode() == 0) {
            return Delivery.sent(proof);
        }
        return FOR_GOOD.contains(result.exitCode()) ? Delivery.refused(proof) : Delivery.failed(proof);
    }

    private static String program(CommandConfig config) {
        String path = config.command().get(0);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String line(String text, List<String> hidden) {
        String clean = text;
        for (String secret : hidden) {
            clean = secret.isEmpty() ? clean : clean.replace(secret, Secret.MASK);
        }
        clean = clean.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return clean.length() <= LONGEST_PROOF ? clean : clean.substring(0, LONGEST_PROOF - 1) + "…";
    }
}
