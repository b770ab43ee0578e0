package org.redeye.api.event;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The stream of what happens on this node. Thread-safe. It is for showing, not for keeping: a bounded number of events
 * is held, and a slow listener loses the oldest, which is counted and told to it.
 */
@ProviderType
public interface Events {

    /**
     * Tells it to everybody who listens. Never blocks and never throws because of a listener.
     *
     * @param type a word, see {@link Event#type}
     * @param data see {@link Event#data}; copied, unless they are {@link Particulars}
     */
    void publish(String type, Map<String, Object> data);

    /**
     * Listens from now on. The listener is called one event at a time, in order, on a thread of its own; at most 4,096
     * events wait for it, then the oldest are dropped and an event of the type {@value #LOST} with {@code count} is
     * delivered in their place.
     */
    Subscription subscribe(Consumer<Event> listener);

    /**
     * Listens from an event on: what came after it first (if it is still held), then what comes.
     *
     * @param after the id of the last event seen; if what followed is no longer held, or the id is of another run, the
     *     first event delivered is of the type {@value #LOST} (with {@code count} 0 if unknown)
     */
    Subscription subscribe(long after, Consumer<Event> listener);

    /** The latest events held, oldest first, at most 8,192. */
    List<Event> recent();

    /** The type of the event that tells a listener that it missed some. */
    String LOST = "lost";

    /** A listener's hold on the stream. Closing twice does nothing. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        /** How many events this listener has missed so far. */
        long lost();

        @Override
        void close();
    }
}
