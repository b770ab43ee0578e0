package org.redeye.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.platform.Meter;

@Timeout(30)
class EventStreamTest {
    private static final long BASE = 1_000;

    private final EventStream events =
            new EventStream("n1", Clock.fixed(Instant.ofEpochMilli(1_700_000_000_000L), ZoneOffset.UTC), BASE);
    private final BlockingQueue<Event> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void tellsEveryListenerWhatHappensInOrder() throws Exception {
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        events.subscribe(seen::add);
        events.subscribe(other::add);

        publish(3);

        assertThat(ids(seen, 3)).containsExactly(BASE + 1, BASE + 2, BASE + 3);
        assertThat(ids(other, 3)).containsExactly(BASE + 1, BASE + 2, BASE + 3);
    }

    @Test
    void stampsTypeTimeNodeAndData() throws Exception {
        events.subscribe(seen::add);

        events.publish("check", Map.of("id", "a"));

        assertThat(next(seen)).isEqualTo(new Event(BASE + 1, "check", 1_700_000_000_000L, "n1", Map.of("id", "a")));
    }

    @Test
    void copiesDataSoDeepThatNobodyCanChangeIt() {
        var inner = new ArrayList<Object>(List.of(1));
        var data = new HashMap<String, Object>(Map.of("list", inner));
        events.publish("check", data);

        inner.add(2);
        data.put("more", true);

        Map<String, Object> held = events.recent().get(0).data();
        assertThat(held).isEqualTo(Map.of("list", List.of(1)));
        assertThatThrownBy(() -> held.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) held.get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void listenerThatThrowsGetsTheNextEventAndHarmsNobody() throws Exception {
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        events.subscribe(event -> {
            seen.add(event);
            throw new AssertionError("broken listener, on purpose");
        });
        events.subscribe(other::add);

        publish(2);

        assertThat(ids(seen, 2)).hasSize(2);
        assertThat(ids(other, 2)).hasSize(2);
    }

    @Test
    void listenerThatHangsLosesItsOldestAndIsToldWhileOthersLoseNothing() throws Exception {
        var hanging = new Hanging(seen::add);
        Events.Subscription slow = events.subscribe(hanging);
        publish(1);
        hanging.begun.await();
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        events.subscribe(other::add);

        for (int half = 0; half < 2; half++) {
            publish(2_053); // fewer than fit: a machine that has no time for the other one yet makes it lose nothing
            assertThat(ids(other, 2_053)).hasSize(2_053);
        }

        assertThat(slow.lost()).isEqualTo(10);
        hanging.release.countDown();
        assertThat(next(seen).id()).isEqualTo(BASE + 1);
        Event told = next(seen);
        assertThat(told.type()).isEqualTo(Events.LOST);
        assertThat(told.data()).isEqualTo(Map.of("count", 10L));
        assertThat(ids(seen, 4_096)).startsWith(BASE + 12).endsWith(BASE + 1 + 4_106);
        assertThat(meter("events_lost_total")).isEqualTo(10);
    }

    @Test
    void toldOfALossTheListenerCanResumeRightBehindIt() throws Exception {
        var hanging = new Hanging(seen::add);
        events.subscribe(hanging);
        publish(1);
        hanging.begun.await();
        publish(4_097);
        hanging.release.countDown();
        next(seen);
        Event told = next(seen);

        BlockingQueue<Event> resumed = new LinkedBlockingQueue<>();
        events.subscribe(told.id(), resumed::add);

        assertThat(next(resumed).id()).isEqualTo(next(seen).id());
    }

    @Test
    void resumesBehindTheLastEventSeen() throws Exception {
        publish(5);

        events.subscribe(BASE + 3, seen::add);
        publish(1);

        assertThat(ids(seen, 3)).containsExactly(BASE + 4, BASE + 5, BASE + 6);
    }

    @Test
    void resumingAtTheEndDeliversOnlyWhatIsNew() throws Exception {
        publish(2);

        events.subscribe(BASE + 2, seen::add);
        publish(1);

        assertThat(ids(seen, 1)).containsExactly(BASE + 3);
    }

    @Test
    void tellsHowManyAreGoneWhenWhatFollowedIsNoLongerHeld() throws Exception {
        publish(8_192 + 100);

        Events.Subscription late = events.subscribe(BASE + 50, seen::add);

        Event told = next(seen);
        assertThat(told.type()).isEqualTo(Events.LOST);
        // 50 are not held any more, and of the 8,192 held only 4,096 may wait
        assertThat(told.data()).isEqualTo(Map.of("count", 50L + 4_096L));
        assertThat(ids(seen, 4_096)).startsWith(BASE + 100 + 4_096 + 1).endsWith(BASE + 8_292);
        assertThat(late.lost()).isEqualTo(50 + 4_096);
    }

    @Test
    void idOfAnotherRunGetsLostWithoutCountAndThenAllThatIsHeld() throws Exception {
        publish(2);

        events.subscribe(7, seen::add);
        Event told = next(seen);
        assertThat(told.type()).isEqualTo(Events.LOST);
        assertThat(told.data()).isEqualTo(Map.of("count", 0L));
        assertThat(ids(seen, 2)).containsExactly(BASE + 1, BASE + 2);

        events.subscribe(Long.MAX_VALUE, seen::add);
        assertThat(next(seen).type()).isEqualTo(Events.LOST);
        assertThat(ids(seen, 2)).containsExactly(BASE + 1, BASE + 2);
    }

    @Test
    void idOfAnotherRunIsToldAtOnceEvenIfNothingHasHappenedYet() throws Exception {
        events.subscribe(7, seen::add);

        assertThat(next(seen).type()).isEqualTo(Events.LOST);
        publish(1);
        assertThat(next(seen).id()).isEqualTo(BASE + 1);
    }

    @Test
    void closedListenerHearsNothingMoreAndClosingTwiceIsHarmless() throws Exception {
        Events.Subscription subscription = events.subscribe(seen::add);
        publish(1);
        next(seen);

        subscription.close();
        subscription.close();
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        events.subscribe(other::add);
        publish(1);

        next(other);
        assertThat(seen).isEmpty();
        assertThat(meter("events_subscribers")).isEqualTo(1);
    }

    @Test
    void listenerMayCloseItselfAndPublishFromWithin() throws Exception {
        var own = new LinkedBlockingQueue<Events.Subscription>();
        own.add(events.subscribe(event -> {
            seen.add(event);
            own.remove().close();
            events.publish("echo", Map.of());
        }));

        publish(1);

        next(seen);
        events.subscribe(BASE + 1, seen::add);
        assertThat(next(seen).type()).isEqualTo("echo");
        assertThat(seen).isEmpty();
    }

    @Test
    void holdsAtMost8192Events() {
        publish(8_192 + 3);

        assertThat(events.recent()).hasSize(8_192);
        assertThat(events.recent().get(0).id()).isEqualTo(BASE + 4);
    }

    @Test
    void holdsFewerEventsWhenTheyAreHeavy() {
        List<Integer> readings = IntStream.range(0, 1_000).boxed().toList();
        IntStream.range(0, 1_000).forEach(i -> events.publish("check", Map.of("metrics", readings)));

        assertThat(events.recent()).hasSizeBetween(200, 250);
        assertThat(events.recent().get(events.recent().size() - 1).id()).isEqualTo(BASE + 1_000);
    }

    @Test
    void refusesDataThatContainsItself() {
        var data = new HashMap<String, Object>();
        data.put("self", data);

        assertThatThrownBy(() -> events.publish("check", data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested more than 16 levels deep");
        publish(1);
        assertThat(events.recent()).hasSize(1);
    }

    @Test
    void publishersOnManyThreadsAreSeenInOneOrder() throws Exception {
        int publishers = 4;
        int each = 500;
        BlockingQueue<Event> other = new LinkedBlockingQueue<>();
        events.subscribe(seen::add);
        events.subscribe(other::add);
        var threads = new ArrayList<Thread>();
        for (int p = 0; p < publishers; p++) {
            String type = "p" + p;
            var thread = new Thread(() -> LongStream.range(0, each).forEach(i -> events.publish(type, Map.of("i", i))));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<Event> all = take(seen, publishers * each);
        assertThat(all).extracting(Event::id).containsExactlyElementsOf(range(BASE + 1, BASE + publishers * each));
        assertThat(take(other, publishers * each)).isEqualTo(all);
        for (int p = 0; p < publishers; p++) {
            String type = "p" + p;
            assertThat(all.stream().filter(e -> e.type().equals(type)).map(e -> e.data()
                            .get("i")))
                    .containsExactlyElementsOf(new ArrayList<>(range(0, each - 1)));
        }
    }

    @Test
    void goesOnQuietlyAfterItIsClosed() {
        events.subscribe(seen::add);
        events.close();

        assertThatCode(() -> publish(1)).doesNotThrowAnyException();
        assertThatCode(() -> events.subscribe(seen::add)).doesNotThrowAnyException();
        assertThatCode(() -> publish(1)).doesNotThrowAnyException();
    }

    private void publish(int count) {
        IntStream.range(0, count).forEach(i -> events.publish("check", Map.of("i", i)));
    }

    private double meter(String name) {
        return events.read().stream()
                .filter(meter -> meter.name().equals(name))
                .mapToDouble(Meter::value)
                .findFirst()
                .orElseThrow();
    }

    private static Event next(BlockingQueue<Event> queue) throws InterruptedException {
        Event event = queue.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event within 10 s").isNotNull();
        return event;
    }

    private static List<Event> take(BlockingQueue<Event> queue, int count) throws InterruptedException {
        var taken = new ArrayList<Event>();
        while (taken.size() < count) {
            taken.add(next(queue));
        }
        return taken;
    }

    private static List<Long> ids(BlockingQueue<Event> queue, int count) throws InterruptedException {
        return take(queue, count).stream().map(Event::id).toList();
    }

    private static List<Long> range(long first, long last) {
        return Collections.unmodifiableList(
                LongStream.rangeClosed(first, last).boxed().toList());
    }

    /** Blocks at its first event until it is released. */
    private static final class Hanging implements Consumer<Event> {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        private final Consumer<Event> behind;

        Hanging(Consumer<Event> behind) {
            this.behind = behind;
        }

        @Override
        public void accept(Event event) {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            behind.accept(event);
        }
    }
}
