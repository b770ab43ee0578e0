package org.redeye.checks;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.redeye.api.check.CheckRun;

/**
 * Asks the checks that tell whether this node's network is there: for all who want to know together, and never under a
 * lock. Thread-safe.
 */
final class Witnesses {

    /** They are asked no more often, however many targets fall silent. */
    static final long PAUSE_NANOS = 250_000_000L;

    /** Who declares more of them waits for these only. */
    private static final int MOST = 16;

    private final Core core;

    // guarded by this
    private @Nullable CompletableFuture<Void> asking;
    private @Nullable CompletableFuture<Void> next;
    private long askedAt;

    Witnesses(Core core) {
        this.core = core;
        this.askedAt = core.time.nanos() - PAUSE_NANOS;
    }

    List<Check> all() {
        return core.locked(() -> core.probes().all().stream()
                .filter(entry -> entry.name.equals(Network.PROBE))
                .flatMap(entry -> entry.checks.stream())
                .limit(MOST)
                .toList());
    }

    /** Asks all. @return completes when each has been run by a run that began from now on, or cannot be run */
    CompletionStage<Void> ask() {
        var fresh = new CompletableFuture<Void>();
        synchronized (this) {
            next = next == null ? fresh : next;
            fresh = next;
        }
        begin();
        return fresh;
    }

    /** Asks if somebody waits for it and it may be done again. */
    void begin() {
        CompletableFuture<Void> begun;
        long wait;
        synchronized (this) {
            begun = next;
            if (begun == null || asking != null) {
                return;
            }
            wait = askedAt + PAUSE_NANOS - core.time.nanos();
            if (wait <= 0) {
                next = null;
                asking = begun;
                askedAt = core.time.nanos();
            }
        }
        if (wait > 0) {
            core.locked(() -> core.wakeBy(core.time.nanos() + wait));
        } else {
            run(begun);
        }
    }

    private void run(CompletableFuture<Void> answer) {
        long from = core.time.wall();
        Stream<CompletableFuture<Void>> runs = all().stream().map(check -> run(check, from));
        var unused = CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> {
                    synchronized (this) {
                        asking = null;
                    }
                    answer.complete(null);
                    begin();
                });
    }

    /** One that is going on already, because a person has asked, may have begun too early: then once more. */
    private CompletableFuture<Void> run(Check check, long from) {
        return Manual.run(core, check)
                .thenCompose(done -> done.at().toEpochMilli() < from
                        ? Manual.run(core, check)
                        : CompletableFuture.<CheckRun>completedFuture(done))
                .handle((done, failure) -> (Void) null)
                .toCompletableFuture();
    }
}
