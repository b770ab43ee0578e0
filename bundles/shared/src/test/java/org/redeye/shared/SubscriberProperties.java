package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;

/** Whatever the pace of a listener: what it gets and what it is told it missed make up exactly what happened. */
class SubscriberProperties {

    /** @param steps positive: so many events are published; negative: the listener gets a thread and catches up */
    @Property(tries = 200)
    void everyEventIsDeliveredOrCounted(@ForAll @Size(max = 12) List<@IntRange(min = -1, max = 5_000) Integer> steps) {
        var tasks = new ArrayDeque<Runnable>();
        var got = new ArrayList<Event>();
        var subscriber = subscriber(tasks::add, got);
        long published = 0;
        for (int step : steps) {
            for (int i = 0; i < step; i++) {
                subscriber.offer(new Event(++published, "check", 0, "n", Map.of()));
            }
            if (step < 0) {
                runAll(tasks);
            }
        }
        runAll(tasks);

        long expected = 0;
        long told = 0;
        for (Event event : got) {
            if (event.type().equals(Events.LOST)) {
                long count = (Long) event.data().get("count");
                expected += count;
                told += count;
            } else {
                expected++;
            }
            assertThat(event.id()).isEqualTo(expected);
        }
        assertThat(expected).isEqualTo(published);
        assertThat(subscriber.lost()).isEqualTo(told);
    }

    @Property(tries = 50)
    void takesOneThreadAtATimeHoweverMuchComes(@ForAll @IntRange(max = 10_000) int events) {
        var tasks = new ArrayDeque<Runnable>();
        var subscriber = subscriber(tasks::add, new ArrayList<>());
        for (int i = 1; i <= events; i++) {
            subscriber.offer(new Event(i, "check", 0, "n", Map.of()));
        }

        assertThat(tasks).hasSize(events == 0 ? 0 : 1);
    }

    private static Subscriber subscriber(Executor threads, List<Event> got) {
        return new Subscriber(got::add, threads, Clock.systemUTC(), "n", lost -> {}, closed -> {});
    }

    private static void runAll(ArrayDeque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}
