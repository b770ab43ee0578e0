package org.redeye.packages.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.packages.Trust;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.redeye.api.script.CommandCall;
import org.redeye.api.script.CommandResult;
import org.redeye.api.script.CommandResult.Outcome;
import org.redeye.api.script.Commands;
import org.redeye.api.script.ScriptCall.Limits;
import org.redeye.packages.script.ProgramRun.Ended;
import org.redeye.packages.script.Programs.MissingException;

/** Runs commands as processes. */
@Component(service = {Commands.class, Meters.class})
public final class ProcessCommands implements Commands, Meters {

    private static final int AT_ONCE = 64;
    private static final int MOST_WAITING = 1_000;

    private final Programs programs;
    private final Trust trust;
    private final ThreadPoolExecutor threads;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong killed = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    /** Runs commands of this machine, and programs in the folder of packages. */
    @Activate
    public ProcessCommands(@Reference Platform platform, @Reference Trust trust) {
        this(platform.data().resolve("packages"), trust, AT_ONCE, MOST_WAITING);
    }

    ProcessCommands(Path packages, Trust trust, int atOnce, int mostWaiting) {
        this.programs = new Programs(packages);
        this.trust = trust;
        threads = new ThreadPoolExecutor(
                atOnce, atOnce, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), ProcessCommands::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-command");
        thread.setDaemon(true);
        return thread;
    }

    /** Kills what runs. */
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public CompletionStage<CommandResult> run(CommandCall call) {
        var result = new CompletableFuture<CommandResult>();
        long deadline = System.nanoTime() + call.limits().time().toNanos();
        try {
            Future<?> task = threads.submit(() -> result.complete(runNow(call, deadline)));
            result.whenComplete((done, failed) -> {
                if (result.isCancelled()) {
                    task.cancel(true);
                }
            });
        } catch (RejectedExecutionException e) {
            turnedAway.incrementAndGet();
            result.complete(failed(
                    Outcome.BUSY,
                    call.program() + " was not started: " + threads.getQueue().size()
                            + " commands wait already. Try again later."));
        }
        return result;
    }

    private CommandResult runNow(CommandCall call, long deadline) {
        calls.incrementAndGet();
        if (!trust.trusted(call.packageName())) {
            return failed(
                    Outcome.REFUSED,
                    call.program() + " was not started: commands of the package '" + call.packageName()
                            + "' run once an admin trusts the package.");
        }
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() < 1) {
            return failed(Outcome.BUSY, call.program() + " was not started: its time was over while others ran.");
        }
        try {
            var environment = Surroundings.of(call.packageName(), call.environment());
            var limits =
                    new Limits(left, call.limits().outputBytes(), call.limits().memoryBytes());
            return judge(call, ProgramRun.run(words(call), environment, "", limits));
        } catch (MissingException e) {
            return failed(Outcome.MISSING, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(Outcome.MISSING, call.program() + " cannot be started: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killed.incrementAndGet();
            return failed(Outcome.TIMEOUT, call.program() + " was killed: nobody waits for it any more.");
        } catch (RuntimeException e) {
            return failed(Outcome.MISSING, call.program() + " cannot be started: " + e + ".");
        }
    }

    private List<String> words(CommandCall call) throws MissingException {
        Path file = Path.of(call.program()).isAbsolute()
                ? ofThisMachine(call.program())
                : programs.find(call.packageName(), call.program());
        var words = new ArrayList<>(programs.command(file, call.program()));
        words.addAll(call.words().subList(1, call.words().size()));
        return words;
    }

    private static Path ofThisMachine(String program) throws MissingException {
        Path file = Path.of(program);
        if (!Files.isRegularFile(file)) {
            throw new MissingException("There is no file " + program + " on this machine.");
        }
        if (!Files.isExecutable(file)) {
            throw new MissingException(program + " may not be executed by the user that Red Eye Monitor runs as.");
        }
        return file;
    }

    private CommandResult judge(CommandCall call, Ended ended) {
        return switch (ended.end()) {
            case EXIT ->
                new CommandResult(Outcome.ENDED, ended.exitCode(), ended.text(), ended.errors(), "", ended.took());
            case TIMEOUT -> {
                killed.incrementAndGet();
                String message = call.program() + " did not end within "
                        + Surroundings.seconds(call.limits().time()) + " and was killed." + ended.lastWords();
                yield new CommandResult(Outcome.TIMEOUT, -1, ended.text(), ended.errors(), message, ended.took());
            }
            case FLOODED -> {
                killed.incrementAndGet();
                String message =
                        call.program() + " wrote more than " + call.limits().outputBytes() + " bytes and was killed.";
                yield new CommandResult(Outcome.FLOODED, -1, "", ended.errors(), message, ended.took());
            }
        };
    }

    private static CommandResult failed(Outcome outcome, String message) {
        return new CommandResult(outcome, -1, "", "", message, Duration.ZERO);
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("commands_calls_total", "Commands that were asked for", calls.get()),
                Meter.counter("commands_killed_total", "Commands that were killed at their bounds", killed.get()),
                Meter.counter(
                        "commands_turned_away_total", "Commands that too many others waited for", turnedAway.get()),
                Meter.gauge(
                        "commands_waiting",
                        "Commands that wait",
                        threads.getQueue().size()));
    }
}
