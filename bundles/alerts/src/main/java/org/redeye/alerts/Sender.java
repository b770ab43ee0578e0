package org.redeye.alerts;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Delivery;
import org.redeye.api.notify.Notification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands notices to the channels, so many at a time, and collects what became of them. Only {@link #outcomes} is thread-safe. */
final class Sender {

    /** Notices that are with the channels at a time; the others wait here, which no bound of memory minds: they are keys. */
    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final Duration SHOWN = Duration.ofHours(3);
    private static final int WIDTH = 600;
    private static final int HEIGHT = 240;

    /** What became of a notice. */
    record Outcome(String alert, String key, Delivery delivery) {}

    /** A notice to be sent. */
    record Order(String alert, String key) {}

    /** A notice with its channel. */
    record Letter(String channel, String subject, Notification notification) {}

    private final Outside outside;
    private final Runnable wake;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<Order> waiting = new ArrayDeque<>();
    private final Map<String, Order> flying = new HashMap<>();

    /** @param wake called on any thread when there is an outcome */
    Sender(Outside outside, Runnable wake) {
        this.outside = outside;
        this.wake = wake;
    }

    /** Sends when there is room; at once in most cases. */
    void order(String alert, String key) {
        if (!flying.containsKey(key)) {
            waiting.add(new Order(alert, key));
        }
    }

    /** Sends what waits. */
    void send(Function<Order, Optional<Letter>> writer) {
        Channels channels = outside.channels().orElse(null);
        while (channels != null && flying.size() < MOST && !waiting.isEmpty()) {
            Order order = waiting.remove();
            Optional<Letter> letter = flying.containsKey(order.key()) ? Optional.empty() : writer.apply(order);
            if (letter.isPresent()) {
                flying.put(order.key(), order);
                send(channels, order, letter.get());
            }
        }
    }

    private void send(Channels channels, Order order, Letter letter) {
        try {
            channels.send(letter.channel(), letter.notification(), picture(letter.subject()))
                    .whenComplete((delivery, failure) ->
                            done(order, failure == null ? delivery : Delivery.failed("It broke: " + failure)));
        } catch (RuntimeException e) {
            LOG.error("The channel {} broke", letter.channel(), e);
            done(order, Delivery.failed("It broke: " + e));
        }
    }

    private void done(Order order, Delivery delivery) {
        outcomes.add(new Outcome(order.alert(), order.key(), delivery));
        wake.run();
    }

    /** The next outcome that is not yet taken; it stays until {@link #taken}. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcomes.peek());
    }

    /** The next outcome is written down. */
    void taken() {
        Outcome outcome = outcomes.poll();
        if (outcome != null) {
            flying.remove(outcome.key());
        }
    }

    int queue() {
        return waiting.size() + flying.size();
    }

    private Supplier<Optional<Picture>> picture(String subject) {
        return () -> outside.graphs().flatMap(graphs -> {
            try {
                return graphs.draw(new GraphSpec(
                        subject,
                        Optional.empty(),
                        new Span.Last(SHOWN),
                        WIDTH,
                        HEIGHT,
                        Theme.LIGHT,
                        PictureFormat.PNG,
                        ZoneOffset.UTC));
            } catch (RuntimeException e) {
                LOG.debug("No graph of {}: {}", subject, e.getMessage());
                return Optional.empty();
            }
        });
    }
}
