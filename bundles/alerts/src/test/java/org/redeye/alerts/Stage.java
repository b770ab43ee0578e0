package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.RouteDeclaration;
import org.redeye.api.alert.Severity;
import org.redeye.api.notify.Notification;
import org.redeye.api.section.Changes;
import org.redeye.api.state.StateStore;
import org.redeye.testkit.FakeEvents;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.MemoryStateStore;

/** An engine with a clock by hand, people and channels; it may die and begin anew on the same store. */
final class Stage {

    static final Duration NEVER = Duration.ZERO;

    final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T12:00:00Z"));
    final FakeOnCall onCall = new FakeOnCall();
    final FakeChannels channels = new FakeChannels(clock);
    final FakeEvents events = new FakeEvents(clock);
    final FakeHolds around = new FakeHolds(clock);
    final StateStore store;
    /** How long after a start what is missing may still come. */
    Duration settling = Duration.ZERO;

    AlertsEngine engine;

    Stage() {
        this(new MemoryStateStore());
    }

    Stage(StateStore store) {
        this.store = store;
        this.engine = begin();
    }

    /** The process dies, and another one begins. */
    Stage restart() {
        engine = begin();
        return this;
    }

    private AlertsEngine begin() {
        var neighbours = new Neighbours(events, "http://127.0.0.1:2001/")
                .with(onCall, channels)
                .with(around, around, around.checks);
        return new AlertsEngine(store, neighbours, clock, new Lane(new Turns()), settling);
    }

    /** Time goes by, looked at each second. */
    Stage pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            engine.tick();
        }
        return this;
    }

    Stage pass(String time) {
        return pass(Duration.parse("PT" + time.toUpperCase(java.util.Locale.ROOT)));
    }

    Stage route(String role) {
        var route = new RouteDeclaration("p/routes/all", "p", Match.ALL, role, 0);
        engine.apply(new Changes<>(List.of(route), List.of(), List.of()));
        return this;
    }

    void report(Condition... conditions) {
        engine.report(List.of(conditions)).toCompletableFuture().join();
    }

    Condition down(String host) {
        return condition("shop/rules/down|" + host, "shop/rules/down", host, Severity.CRITICAL, "dba");
    }

    Condition condition(String key, String source, String host, Severity severity, String role) {
        return new Condition(
                key,
                source,
                "shop",
                "shop/checks/ping@" + host,
                host,
                severity,
                true,
                clock.instant(),
                role,
                host + ": no answer",
                "It does not answer.",
                Map.of(),
                Map.of(),
                Map.of("loss_ratio", 1.0));
    }

    void up(Condition condition) {
        report(condition.cleared(clock.instant(), "answers again"));
    }

    /** What was taken over: channel, person, purpose. */
    List<String> sent() {
        return channels.sent.stream().map(FakeChannels.Taken::toString).toList();
    }

    List<Notification> notices() {
        return channels.sent.stream().map(FakeChannels.Taken::notice).toList();
    }

    /** One piece of work after the other, on the thread that asks. */
    private static final class Turns implements Executor {
        private final Deque<Runnable> waiting = new ArrayDeque<>();
        private boolean busy;

        @Override
        public void execute(Runnable work) {
            waiting.add(work);
            if (busy) {
                return;
            }
            busy = true;
            try {
                while (!waiting.isEmpty()) {
                    waiting.remove().run();
                }
            } finally {
                busy = false;
            }
        }
    }
}
