package org.redeye.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Dependencies;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Window;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckRun;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.check.SlotCounts;
import org.redeye.api.check.Watch;

/** What stands on what, and what is worked on, as a test says. */
final class FakeHolds implements Dependencies, Maintenance {

    final Map<String, Blame> blames = new HashMap<>();
    final List<Window> windows = new ArrayList<>();
    final FakeChecks checks = new FakeChecks();

    FakeHolds(Clock clock) {
        assert clock != null;
    }

    @Override
    public Blame blame(Condition condition) {
        return blames.getOrDefault(condition.host(), Blame.ITSELF);
    }

    @Override
    public List<String> findings() {
        return List.of();
    }

    @Override
    public List<String> dependents(String packageName, String name) {
        return List.of();
    }

    @Override
    public List<Window> windows(Instant from, Instant to) {
        return windows.stream()
                .filter(window -> window.from().isBefore(to) && window.until().isAfter(from))
                .toList();
    }

    @Override
    public Window open(Window window) {
        windows.add(window);
        return window;
    }

    @Override
    public void close(String id, String by) {
        windows.removeIf(window -> window.id().equals(id));
    }

    /** A check that may be run. */
    void know(String check) {
        var declaration = new CheckDeclaration(
                check, "shop", check, "ping", "", "", Duration.ofSeconds(10), Duration.ofSeconds(5), Map.of());
        checks.known.put(
                check,
                new CheckStatus(
                        declaration,
                        CheckState.CRITICAL,
                        "",
                        "",
                        Instant.EPOCH,
                        Optional.empty(),
                        "node",
                        Optional.empty(),
                        SlotCounts.ZERO));
    }

    /** Knows each check whose id it was told; runs end when the test says so. */
    static final class FakeChecks implements Checks {
        final Map<String, CheckStatus> known = new HashMap<>();
        final List<String> runs = new ArrayList<>();
        CompletableFuture<CheckRun> answer = new CompletableFuture<>();

        /** The runs that go on end. */
        void end() {
            answer.completeExceptionally(new IllegalStateException("no matter what"));
            answer = new CompletableFuture<>();
        }

        @Override
        public List<CheckStatus> list() {
            return List.copyOf(known.values());
        }

        @Override
        public Optional<CheckStatus> find(String id) {
            return Optional.ofNullable(known.get(id));
        }

        @Override
        public CompletionStage<CheckRun> run(String id) {
            runs.add(id);
            return answer;
        }

        @Override
        public Watch watch(String id, Duration every, Duration length) {
            throw new IllegalStateException("not here");
        }

        @Override
        public Optional<Watch> watched(String watch) {
            return Optional.empty();
        }

        @Override
        public void endWatch(String watch) {}
    }
}
