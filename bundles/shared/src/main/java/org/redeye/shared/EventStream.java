package org.redeye.shared;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.api.event.Particulars;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;

/**
 * Holds the latest events and hands each to every listener. Publishing takes one short lock, in which the event gets its
 * id and a place in every listener's queue; so all listeners see the same order. A listener runs on a thread of its own
 * while there is something for it, so one that hangs costs one thread and its own events, nothing else.
 */
@Component(
        service = {Events.class, Meters.class},
        immediate = true)
public final class EventStream implements Events, Meters {
    private static final int HELD = 8_192;
    /**
     * How much is held at most, in values (see {@link Particulars#weight}): about 20 MB. Events with hundreds of readings reach it
     * before they are 8,192.
     */
    private static final long HEAVIEST = 250_000;
    /** A listener's thread goes away after this time without events. */
    private static final int IDLE_SECONDS = 5;

    private final String node;
    private final Clock clock;
    /** The number before this run's first id. */
    private final long base;

    private final ExecutorService threads;
    private final AtomicLong lost = new AtomicLong();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    private final Object lock = new Object();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private long heldWeight;
    private long last;

    private record Held(Event event, int weight) {}

    /** Begins the stream of this run. */
    @Activate
    public EventStream(@Reference Platform platform) {
        this(
                platform.node(),
                Clock.systemUTC(),
                EventIds.begin(platform.data().resolve("run").resolve("event-id"), Clock.systemUTC()));
    }

    EventStream(String node, Clock clock, long base) {
        this.node = node;
        this.clock = clock;
        this.base = base;
        this.last = base;
        var number = new AtomicInteger();
        // at most one thread a subscription, see Subscriber
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    var thread = new Thread(work, "rem-events-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Ends every subscription; what waits is not delivered any more. */
    @Deactivate
    void close() {
        subscribers.forEach(Subscriber::close);
        threads.shutdownNow();
    }

    @Override
    public void publish(String type, Map<String, Object> data) {
        Particulars copy = Copies.of(data);
        synchronized (lock) {
            var event = new Event(last + 1, type, clock.millis(), node, copy);
            last = event.id();
            hold(new Held(event, copy.weight()));
            for (Subscriber subscriber : subscribers) {
                subscriber.offer(event);
            }
        }
    }

    @Override
    public Subscription subscribe(Consumer<Event> listener) {
        synchronized (lock) {
            return add(listener);
        }
    }

    @Override
    public Subscription subscribe(long after, Consumer<Event> listener) {
        synchronized (lock) {
            Subscriber subscriber = add(listener);
            synchronized (subscriber) { // the listener begins when all that it missed is in its queue
                replay(after, subscriber);
            }
            return subscriber;
        }
    }

    @Override
    public List<Event> recent() {
        synchronized (lock) {
            return held.stream().map(Held::event).toList();
        }
    }

    @Override
    public List<Meter> read() {
        long published;
        synchronized (lock) {
            published = last - base;
        }
        return List.of(
                Meter.counter("events_published_total", "Events published since the start.", published),
                Meter.counter("events_lost_total", "Events that slow listeners missed since the start.", lost.get()),
                Meter.gauge("events_subscribers", "Who listens to the stream of events now.", subscribers.size()));
    }

    private Subscriber add(Consumer<Event> listener) {
        var subscriber = new Subscriber(listener, threads, clock, node, lost::addAndGet, subscribers::remove);
        subscribers.add(subscriber);
        return subscriber;
    }

    private void replay(long after, Subscriber subscriber) {
        long oldest = held.isEmpty() ? last + 1 : held.getFirst().event().id();
        boolean sameRun = after >= base && after <= last;
        if (!sameRun) {
            subscriber.missedUnknown(oldest - 1);
        } else if (after < oldest - 1) {
            subscriber.missed(oldest - 1 - after, oldest - 1);
        }
        for (Held one : held) {
            if (!sameRun || one.event().id() > after) {
                subscriber.offer(one.event());
            }
        }
    }

    private void hold(Held fresh) {
        held.add(fresh);
        heldWeight += fresh.weight();
        while (held.size() > HELD || heldWeight > HEAVIEST && held.size() > 1) {
            heldWeight -= held.remove().weight();
        }
    }
}
