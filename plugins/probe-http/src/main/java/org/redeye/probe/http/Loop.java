package org.redeye.probe.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that moves on every exchange whose connection is ready or whose time is up. */
final class Loop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** More than one TLS record (16 KiB and a little), and what a socket usually holds. */
    private static final int BUFFER = 64 * 1024;

    private final Selector selector = Selector.open();
    private final Queue<Exchange> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final NavigableSet<Exchange> open =
            new TreeSet<>(Comparator.comparingLong(Exchange::deadline).thenComparingLong(Exchange::number));
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private volatile int openNow;
    private volatile boolean closing;
    private volatile boolean ended;

    Loop(String name) throws IOException {
        var thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Moves an exchange on, soon: one that is new, was cancelled, or has left something unread. Callable from any thread. */
    void submit(Exchange exchange) {
        submitted.add(exchange);
        if (ended) {
            abandon();
        } else {
            wake();
        }
    }

    /** Ends the thread as soon as no exchange is left; every one has a deadline. */
    void close() {
        closing = true;
        wake();
    }

    /** A buffer that is free while an exchange moves on. */
    ByteBuffer buffer() {
        return buffer.clear();
    }

    Selector selector() {
        return selector;
    }

    /** How many exchanges it has, about. Callable from any thread. */
    int open() {
        return openNow;
    }

    @Override
    public void run() {
        try (selector) {
            while (true) {
                awake.set(false); // before the queue is read: who adds from now on wakes the selector
                for (Exchange next = submitted.poll(); next != null; next = submitted.poll()) {
                    advance(next);
                }
                if (closing && open.isEmpty()) {
                    return;
                }
                select();
                expire();
            }
        } catch (IOException e) {
            LOG.error("HTTP checks stop: the selector broke. Restart the bundle.", e);
        } finally {
            ended = true;
            open.forEach(Exchange::abandon);
            abandon();
        }
    }

    private void select() throws IOException {
        long wait = open.isEmpty() ? Long.MAX_VALUE : open.first().deadline() - System.nanoTime();
        if (wait <= 0 || !submitted.isEmpty()) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(wait) + 1);
        }
    }

    private void ready(SelectionKey key) {
        advance((Exchange) key.attachment());
    }

    private void advance(Exchange exchange) {
        exchange.advance();
        if (exchange.isDone()) {
            open.remove(exchange);
        } else {
            open.add(exchange);
        }
        openNow = open.size();
    }

    private void expire() {
        while (!open.isEmpty() && open.first().deadline() - System.nanoTime() <= 0) {
            advance(open.first()); // ends it
        }
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    private void abandon() {
        for (Exchange left = submitted.poll(); left != null; left = submitted.poll()) {
            left.abandon();
        }
    }
}
