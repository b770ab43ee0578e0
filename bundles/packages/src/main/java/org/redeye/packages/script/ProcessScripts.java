package org.redeye.packages.script;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.ScriptResult.Outcome;
import org.redeye.api.script.Scripts;
import org.redeye.packages.script.ProgramRun.Ended;
import org.redeye.packages.script.Programs.MissingException;

/** Runs programs of packages as processes, a few at a time. */
@Component(service = {Scripts.class, Meters.class})
public final class ProcessScripts implements Scripts, Meters {

    private static final int AT_ONCE = 4;
    private static final int MOST_WAITING = 1_000;

    private final Programs programs;
    private final Trust trust;
    private final ThreadPoolExecutor threads;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();

    /** Runs the programs in the folder of packages. */
    @Activate
    public ProcessScripts(@Reference Platform platform, @Reference Trust trust) {
        this(platform.data().resolve("packages"), trust, MOST_WAITING);
    }

    /** Runs programs that stand elsewhere, until it is closed. */
    public static ProcessScripts in(Path packages, Trust trust) {
        return new ProcessScripts(packages, trust, MOST_WAITING);
    }

    ProcessScripts(Path packages, Trust trust, int mostWaiting) {
        this.programs = new Programs(packages);
        this.trust = trust;
        threads = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(mostWaiting), ProcessScripts::daemon);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-script");
        thread.setDaemon(true);
        return thread;
    }

    /** Kills what runs. */
    @Deactivate
    public void close() {
        threads.shutdownNow();
    }

    @Override
    public CompletionStage<ScriptResult> run(ScriptCall call) {
        var result = new CompletableFuture<ScriptResult>();
        try {
            threads.execute(() -> result.complete(count(runNow(call))));
        } catch (RejectedExecutionException e) {
            turnedAway.incrementAndGet();
            result.complete(failed(
                    Outcome.BUSY,
                    call.program() + " was not started: " + threads.getQueue().size()
                            + " calls of scripts wait already. Try again later."));
        }
        return result;
    }

    private ScriptResult count(ScriptResult result) {
        calls.incrementAndGet();
        if (!result.ok()) {
            failures.incrementAndGet();
        }
        return result;
    }

    private ScriptResult runNow(ScriptCall call) {
        if (!trust.trusted(call.packageName())) {
            return failed(
                    Outcome.REFUSED,
                    call.program() + " was not started: scripts of the package '" + call.packageName()
                            + "' run once an admin trusts the package.");
        }
        try {
            List<String> command = programs.command(programs.find(call.packageName(), call.program()), call.program());
            return judge(call, ProgramRun.run(command, environment(call), call.input(), call.limits()));
        } catch (MissingException e) {
            return failed(Outcome.MISSING, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(Outcome.MISSING, call.program() + " cannot be started: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(Outcome.TIMEOUT, call.program() + " was killed: Red Eye Monitor ends.");
        } catch (RuntimeException e) {
            return failed(Outcome.DIED, call.program() + " could not be run: " + e + ".");
        }
    }

    private static Map<String, String> environment(ScriptCall call) {
        return Surroundings.of(call.packageName(), Map.of("REM_SECTION", call.section()));
    }

    private static ScriptResult judge(ScriptCall call, Ended ended) {
        String program = call.program();
        return switch (ended.end()) {
            case TIMEOUT ->
                result(
                        Outcome.TIMEOUT,
                        program + " did not end within "
                                + Surroundings.seconds(call.limits().time()) + " and was killed." + ended.lastWords(),
                        ended);
            case FLOODED ->
                result(
                        Outcome.FLOODED,
                        program + " wrote more than " + call.limits().outputBytes()
                                + " bytes and was killed; an answer is one JSON value.",
                        ended);
            case EXIT ->
                ended.exitCode() == 0
                        ? json(program, ended)
                        : result(
                                Outcome.DIED,
                                program + " ended with the exit code " + ended.exitCode() + "." + ended.lastWords(),
                                ended);
        };
    }

    private static ScriptResult json(String program, Ended ended) {
        String output = ended.text();
        try {
            Json.read(output);
            return new ScriptResult(Outcome.OK, output, "", ended.errors(), ended.took());
        } catch (Json.NoJsonException e) {
            return result(
                    Outcome.NOT_JSON,
                    "What " + program + " answered is not one JSON value: " + e.getMessage() + "." + ended.lastWords(),
                    ended);
        }
    }

    private static ScriptResult result(Outcome outcome, String message, Ended ended) {
        return new ScriptResult(outcome, "", message, ended.errors(), ended.took());
    }

    private static ScriptResult failed(Outcome outcome, String message) {
        return new ScriptResult(outcome, "", message, "", Duration.ZERO);
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("scripts_calls_total", "Calls of programs of packages", calls.get()),
                Meter.counter("scripts_failed_total", "Calls without an answer", failures.get()),
                Meter.counter("scripts_turned_away_total", "Calls that too many others waited for", turnedAway.get()),
                Meter.gauge(
                        "scripts_waiting", "Calls that wait", threads.getQueue().size()));
    }
}
