package org.redeye.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;

/** Keeps what was published. */
final class RecordingEvents implements Events {

    private final List<Event> all = new ArrayList<>();

    @Override
    public synchronized void publish(String type, Map<String, Object> data) {
        all.add(new Event(all.size() + 1L, type, 0, "n1", Map.copyOf(data)));
    }

    synchronized List<Map<String, Object>> of(String type) {
        return all.stream()
                .filter(event -> event.type().equals(type))
                .map(Event::data)
                .toList();
    }

    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Subscription subscribe(long after, Consumer<Event> listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized List<Event> recent() {
        return List.copyOf(all);
    }
}
