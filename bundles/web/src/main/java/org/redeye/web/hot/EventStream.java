package org.redeye.web.hot;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.redeye.api.event.Events;
import org.redeye.web.auth.Identity;

/**
 * One client of the event stream. Whoever brings an event never waits: it goes into a bounded queue, and out of it as fast
 * as the client reads. When the queue is full the oldest is dropped, which is counted and told to the client in its place.
 * Thread-safe.
 */
final class EventStream implements WriteListener, AsyncListener {

    /** How many events wait for a client; on top of those that {@link Events} holds for it. */
    static final int QUEUE = 1024;

    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Identity identity;
    private final LostFrame lostFrame;
    private final Runnable onLost;
    private final Executor closer;
    private final Consumer<EventStream> onClose;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long lost;
    private boolean writable;
    private boolean unflushed;
    private boolean closed;
    /** Whether something was written since the last sweep. */
    private boolean progress = true;

    private Events.@Nullable Subscription subscription;

    /** How to tell a client that it missed so many. */
    interface LostFrame {
        byte[] of(long count);
    }

    /**
     * @param async the client's request
     * @param identity whose it is
     * @param lostFrame tells the client
     * @param onLost counts an event that was dropped
     * @param closer closes a stream whose client is gone, on another thread than the one that brings events
     * @param onClose called once, when the stream has ended
     */
    EventStream(
            AsyncContext async,
            Identity identity,
            LostFrame lostFrame,
            Runnable onLost,
            Executor closer,
            Consumer<EventStream> onClose)
            throws IOException {
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.identity = identity;
        this.lostFrame = lostFrame;
        this.onLost = onLost;
        this.closer = closer;
        this.onClose = onClose;
    }

    /** Begins to write. What is offered before waits. */
    void open() {
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** Whose stream it is. */
    Identity identity() {
        return identity;
    }

    /** Closes the subscription together with the stream. */
    void own(Events.Subscription source) {
        synchronized (this) {
            subscription = source;
            if (!closed) {
                return;
            }
        }
        source.close();
    }

    /** Takes a frame over. Never waits. */
    synchronized void offer(byte[] frame) {
        if (closed) {
            return;
        }
        if (queue.size() >= QUEUE) {
            queue.poll();
            lost++;
            onLost.run();
        }
        queue.add(frame);
        drain();
    }

    /**
     * Sends a comment if nothing else is on its way, so that dead connections are noticed.
     *
     * @return whether the client has read something since the last call, or had nothing to read
     */
    synchronized boolean beat() {
        boolean alive = progress || queue.isEmpty() && !unflushed;
        progress = false;
        if (queue.isEmpty()) {
            offer(Frames.comment("beat"));
        }
        return alive;
    }

    /** Ends the stream; the client may come again. Closing twice does nothing. */
    void close() {
        Events.Subscription source;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
            source = subscription;
        }
        if (source != null) {
            source.close();
        }
        onClose.accept(this);
        try {
            async.complete();
        } catch (IllegalStateException e) {
            // the container has already completed it
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        drain();
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    /** Writes what the connection takes; the rest goes when the container calls back. Holds the lock. */
    private void drain() {
        if (!writable || closed) {
            return;
        }
        try {
            while (out.isReady()) {
                if (lost > 0) {
                    out.write(lostFrame.of(lost));
                    lost = 0;
                } else if (!queue.isEmpty()) {
                    out.write(queue.poll());
                } else if (unflushed) {
                    unflushed = false;
                    progress = true;
                    out.flush();
                    continue;
                } else {
                    return;
                }
                unflushed = true;
                progress = true;
            }
            writable = false; // until onWritePossible
        } catch (IOException | RuntimeException e) { // the client is gone
            closer.execute(this::close);
        }
    }
}
