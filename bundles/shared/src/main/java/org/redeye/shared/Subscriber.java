package org.redeye.shared;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener and what waits for it. It asks for a thread when something comes while it has none, and gives it back
 * when nothing is left; so its events are delivered one at a time and in order.
 */
final class Subscriber implements Events.Subscription, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final int WAITING = 4_096;
    /** A listener that throws at each event is told of once in so many times. */
    private static final int COMPLAIN_EVERY = 1_000;

    private final Consumer<Event> listener;
    private final Executor threads;
    private final Clock clock;
    private final String node;
    private final LongConsumer onLost;
    private final Consumer<Subscriber> onClose;

    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;
    private long lost;
    /** What the listener missed and has not been told of; the count is 0 if unknown. */
    private boolean tell;

    private boolean unknown;
    private long untold;
    private long lastMissed;
    private int failures;

    Subscriber(
            Consumer<Event> listener,
            Executor threads,
            Clock clock,
            String node,
            LongConsumer onLost,
            Consumer<Subscriber> onClose) {
        this.listener = listener;
        this.threads = threads;
        this.clock = clock;
        this.node = node;
        this.onLost = onLost;
        this.onClose = onClose;
    }

    /** Queues an event; drops the oldest that waits if there are too many. Never blocks for the listener. */
    synchronized void offer(Event event) {
        if (closed) {
            return;
        }
        if (waiting.size() == WAITING) {
            missed(1, waiting.remove().id());
        }
        waiting.add(event);
        wake();
    }

    /** Notes that so many events are missed, the last of them with this id. They come before all that waits. */
    synchronized void missed(long count, long lastId) {
        lost += count;
        untold += count;
        onLost.accept(count);
        tellOf(lastId);
    }

    /** Notes that nobody knows what is missed up to this id. */
    synchronized void missedUnknown(long lastId) {
        unknown = true;
        tellOf(lastId);
    }

    @Override
    public synchronized long lost() {
        return lost;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
        }
        onClose.accept(this);
    }

    @Override
    public void run() {
        for (Optional<Event> next = next(); next.isPresent(); next = next()) {
            deliver(next.get());
        }
    }

    private void tellOf(long lastId) {
        tell = true;
        lastMissed = lastId;
        wake();
    }

    private synchronized void wake() {
        if (running) {
            return;
        }
        try {
            running = true;
            threads.execute(this);
        } catch (RuntimeException | OutOfMemoryError e) { // no thread to be had now: the next event tries again
            running = false;
            LOG.warn("No thread for a listener of the event stream: {}", e.toString());
        }
    }

    private synchronized Optional<Event> next() {
        if (closed || (!tell && waiting.isEmpty())) {
            running = false;
            return Optional.empty();
        }
        if (!tell) {
            return Optional.of(waiting.remove());
        }
        long count = unknown ? 0 : untold;
        tell = false;
        unknown = false;
        untold = 0;
        // the id is the last missed one's: who resumes after it gets what comes next
        return Optional.of(new Event(lastMissed, Events.LOST, clock.millis(), node, Map.of("count", count)));
    }

    private void deliver(Event event) {
        try {
            listener.accept(event);
        } catch (Throwable e) { // whatever a listener throws is its own affair
            if (failures++ % COMPLAIN_EVERY == 0) {
                LOG.warn(
                        "A listener of the event stream threw at {} (failure {}); it stays", event.type(), failures, e);
            }
        }
        Thread.interrupted(); // an interrupt meant for one event must not reach the next
    }
}
