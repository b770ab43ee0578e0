package org.redeye.web.health;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;

/** What this bundle counts of itself. Needs nothing, so everything may need it. Thread-safe. */
@Component(service = {Counters.class, Meters.class})
public final class Counters implements Meters {

    private final LongAdder requests = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final AtomicInteger eventClients = new AtomicInteger();
    private final LongAdder eventClientsRefused = new LongAdder();
    private final LongAdder eventsLost = new LongAdder();

    /** A request came to the gate. */
    public void request() {
        requests.increment();
    }

    /** A request was turned away at the gate. */
    public void turnedAway() {
        turnedAway.increment();
    }

    /** Clients of the event stream came (1) or went (-1). */
    public void eventClients(int change) {
        eventClients.addAndGet(change);
    }

    /** A client of the event stream was refused because there are too many. */
    public void eventClientRefused() {
        eventClientsRefused.increment();
    }

    /** A slow client of the event stream missed events. */
    public void eventsLost(long count) {
        eventsLost.add(count);
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("web_requests_total", "Requests that came in", requests.sum()),
                Meter.counter(
                        "web_requests_turned_away_total",
                        "Requests without valid credentials, CSRF header, path or size",
                        turnedAway.sum()),
                Meter.gauge("web_event_clients", "Clients of the event stream", eventClients.get()),
                Meter.counter(
                        "web_event_clients_refused_total",
                        "Clients of the event stream refused: too many",
                        eventClientsRefused.sum()),
                Meter.counter(
                        "web_events_lost_total", "Events that slow clients of the stream missed", eventsLost.sum()));
    }
}
