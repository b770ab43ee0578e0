package org.redeye.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;
import org.redeye.api.probe.Reason;
import org.redeye.api.ssh.SshCall;
import org.redeye.api.ssh.SshResult;

/** One command over one session. */
final class Execution {

    /** Bytes of standard error that are kept. */
    private static final int MOST_ERRORS = 64 * 1024;

    private final SshCall call;
    private final long began;
    private final boolean shared;
    private final CompletableFuture<SshResult> result = new CompletableFuture<>();
    private final Sink output;
    private final Sink errors = new Sink(MOST_ERRORS, () -> {});
    private volatile @Nullable ChannelExec channel;
    private volatile boolean opened;

    /** @param began when the call came, by {@link System#nanoTime} */
    Execution(SshCall call, long began, boolean shared) {
        this.call = call;
        this.began = began;
        this.shared = shared;
        output = new Sink(call.outputBytes(), this::flooded);
    }

    /** Whether the host took the command; before that it can be sent again over another connection. */
    boolean opened() {
        return opened;
    }

    CompletableFuture<SshResult> start(ClientSession session) {
        Duration left = call.time().minusNanos(System.nanoTime() - began);
        var timer = new CompletableFuture<Void>();
        result.whenComplete((done, failed) -> {
            timer.complete(null);
            close();
        });
        timer.orTimeout(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS).whenComplete((done, late) -> timeOut());
        try {
            ChannelExec exec = session.createExecChannel(command());
            channel = exec;
            exec.setOut(output);
            exec.setErr(errors);
            exec.addCloseFutureListener(closed -> ended(exec));
            exec.open().addListener(open -> {
                opened = open.isOpened();
                if (opened) {
                    endInput(exec);
                } else {
                    fail(Reason.RESET, " did not take the command: " + said(open.getException()) + ".");
                }
            });
        } catch (IOException | RuntimeException e) {
            fail(Reason.RESET, " did not take the command: " + said(e) + ".");
        }
        return result;
    }

    /** Each word in single quotes, in which a POSIX shell takes everything as it is but the quote itself. */
    private String command() {
        return call.words().stream()
                .map(word -> word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** A command that reads finds nothing there, instead of waiting. */
    private void endInput(ChannelExec exec) {
        try {
            exec.getInvertedIn().close();
        } catch (IOException e) {
            fail(Reason.RESET, " ended the connection: " + said(e) + ".");
        }
    }

    private void ended(ChannelExec exec) {
        Integer exit = exec.getExitStatus();
        if (exit != null) {
            result.complete(new SshResult(Reason.NONE, true, exit, output.text(), errors.text(), "", shared, took()));
        } else if (exec.getExitSignal() != null) {
            fail(Reason.BROKEN, ": the command was ended by the signal " + plain(exec.getExitSignal()) + ".");
        } else {
            fail(Reason.RESET, " ended the connection before the command ended.");
        }
    }

    private void flooded() {
        fail(Reason.SIZE, ": the command wrote more than " + call.outputBytes() + " bytes and was cut off.");
    }

    private void timeOut() {
        if (!result.isDone()) {
            fail(
                    Reason.TIMEOUT,
                    ": the command did not end within " + call.time().toMillis() + " ms.");
        }
    }

    private void fail(Reason reason, String what) {
        result.complete(new SshResult(
                reason, true, -1, output.text(), errors.text(), call.target().place() + what, shared, took()));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void close() {
        ChannelExec open = channel;
        if (open != null) {
            open.close(true);
        }
    }

    private static String said(@Nullable Throwable failed) {
        String message = failed == null ? "" : String.valueOf(failed.getMessage());
        return plain(message.isBlank() ? "it said nothing" : message);
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
