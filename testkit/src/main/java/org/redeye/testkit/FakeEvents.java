package org.redeye.testkit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;

/** Keeps every event, and tells listeners at once, on the thread that publishes. Thread-safe. */
public final class FakeEvents implements Events {

    private final Clock clock;
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();

    /** With the time of the machine. */
    public FakeEvents() {
        this(Clock.systemUTC());
    }

    /** With the time of this clock. */
    public FakeEvents(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void publish(String type, Map<String, Object> data) {
        var event = new Event(events.size() + 1L, type, clock.millis(), FakePlatform.NODE, Map.copyOf(data));
        events.add(event);
        listeners.forEach(listener -> tell(listener, event));
    }

    /** What was published under this type, oldest first. */
    public synchronized List<Map<String, Object>> of(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .map(Event::data)
                .toList();
    }

    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        Consumer<Event> own = listener::accept; // closing ends this subscription, not another one of the same listener
        listeners.add(own);
        return new Subscription() {
            @Override
            public long lost() {
                return 0;
            }

            @Override
            public void close() {
                listeners.remove(own);
            }
        };
    }

    @Override
    public synchronized Subscription subscribe(long after, Consumer<Event> listener) {
        if (after > events.size()) {
            tell(listener, new Event(after, LOST, clock.millis(), FakePlatform.NODE, Map.of("count", 0)));
        }
        events.stream().filter(event -> event.id() > after).forEach(event -> tell(listener, event));
        return subscribe(listener);
    }

    @Override
    public synchronized List<Event> recent() {
        return List.copyOf(events);
    }

    private static void tell(Consumer<Event> listener, Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // the contract: a listener that throws harms nobody; a test that cares asserts in its listener's thread
        }
    }
}
