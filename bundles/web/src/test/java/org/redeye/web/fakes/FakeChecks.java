package org.redeye.web.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.Reading;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.check.Watch;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;

/** Checks that a test puts in; a run gives what the last run gave. */
public final class FakeChecks implements Checks {

    public static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);

    private volatile CompletionStage<?> before = CompletableFuture.completedFuture(true);
    private final Map<String, CheckStatus> checks = new ConcurrentSkipListMap<>();
    private final Map<String, Watch> watches = new ConcurrentSkipListMap<>();

    /** A check that found its target slow: a value, an unknown value and one of several. */
    public void warning(String id, String host) {
        var run = new CheckRun(
                id,
                AT,
                Duration.ofMillis(5),
                Duration.ofMillis(250),
                Status.WARNING,
                Reason.THRESHOLD,
                "<b>slow</b>",
                List.of(
                        new Reading("total_seconds", "", "s", 0.25),
                        new Reading("used_ratio", "/data", "ratio", Double.NaN)),
                "what it said",
                List.of("step one"),
                "probe:http 0.1.0");
        put(id, host, CheckState.WARNING, "threshold", Optional.of(run));
    }

    public void pending(String id) {
        put(id, "", CheckState.PENDING, "needs probe:tcp", Optional.empty());
    }

    public void clear() {
        checks.clear();
    }

    @Override
    public List<CheckStatus> list() {
        return List.copyOf(checks.values());
    }

    @Override
    public Optional<CheckStatus> find(String id) {
        return Optional.ofNullable(checks.get(id));
    }

    /** What each run from now on waits for. */
    public void holdUntil(CompletionStage<?> done) {
        before = done;
    }

    @Override
    public CompletionStage<CheckRun> run(String id) {
        CheckStatus status = checks.get(id);
        if (status == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(id));
        }
        if (status.last().isEmpty()) {
            return CompletableFuture.failedFuture(new IllegalStateException(status.reason()));
        }
        CheckRun last = status.last().get();
        return before.thenApplyAsync(done -> last);
    }

    /** It has seen the last run, and is over when it is ended. */
    @Override
    public Watch watch(String id, Duration every, Duration length) {
        CheckStatus status = checks.get(id);
        if (status == null || every.isNegative()) {
            throw new IllegalArgumentException("no watch of " + id);
        }
        if (status.last().isEmpty()) {
            throw new IllegalStateException(status.reason());
        }
        var watch = new Watch(
                "w" + watches.size(),
                id,
                every,
                AT,
                AT.plus(length),
                false,
                0,
                List.of(status.last().get()));
        watches.put(watch.id(), watch);
        return watch;
    }

    @Override
    public Optional<Watch> watched(String watch) {
        return Optional.ofNullable(watches.get(watch));
    }

    @Override
    public void endWatch(String watch) {
        watches.computeIfPresent(
                watch, (id, was) -> new Watch(id, was.check(), was.every(), AT, AT, true, 0, was.runs()));
    }

    private void put(String id, String host, CheckState state, String reason, Optional<CheckRun> last) {
        var declaration = new CheckDeclaration(
                id,
                id.substring(0, id.indexOf('/')),
                "Title",
                "http",
                host,
                "127.0.0.1",
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Map.of());
        checks.put(
                id,
                new CheckStatus(
                        declaration,
                        state,
                        reason,
                        last.map(CheckRun::message).orElse(""),
                        AT,
                        last,
                        "node1",
                        last.map(run -> run.at().plusSeconds(10)),
                        new SlotCounts(3, 1, 0, 2, 0)));
    }
}
