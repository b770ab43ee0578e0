package org.redeye.registry;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginRegistry.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who wants to know of changes. Each listener is called on a thread of its own, one call at a time; for a slow one,
 * several changes of a plugin become one call. So what waits is bounded by how many plugins there are, and a listener
 * that hangs holds up nobody else.
 */
final class ChangeListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListeners.class);

    private final ExecutorService threads;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    ChangeListeners() {
        var number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "rem-registry-listener-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(ChangeListeners.class.getClassLoader());
            return thread;
        });
    }

    Subscription add(Consumer<PluginId> consumer) {
        var listener = new Listener(consumer);
        listeners.add(listener);
        return listener;
    }

    void offer(PluginId id) {
        listeners.forEach(listener -> listener.offer(id));
    }

    void close() {
        listeners.forEach(Listener::close);
        threads.shutdownNow();
    }

    private final class Listener implements Subscription, Runnable {
        private final Consumer<PluginId> consumer;
        private final Set<PluginId> waiting = new LinkedHashSet<>();
        private boolean running;
        private boolean closed;

        Listener(Consumer<PluginId> consumer) {
            this.consumer = consumer;
        }

        synchronized void offer(PluginId id) {
            if (closed) {
                return;
            }
            waiting.add(id);
            if (!running) {
                try {
                    running = true;
                    threads.execute(this);
                } catch (RejectedExecutionException e) {
                    running = false;
                    LOG.debug("The registry is closed", e);
                }
            }
        }

        @Override
        public void run() {
            for (Optional<PluginId> id = next(); id.isPresent(); id = next()) {
                try {
                    consumer.accept(id.get());
                } catch (Throwable e) { // whatever a listener throws is its own affair
                    LOG.warn("A listener of the plugin registry threw at {}; it stays", id.get(), e);
                }
                Thread.interrupted(); // an interrupt meant for one call must not reach the next
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
                waiting.clear();
            }
            listeners.remove(this);
        }

        private synchronized Optional<PluginId> next() {
            Iterator<PluginId> all = waiting.iterator();
            if (closed || !all.hasNext()) {
                running = false;
                return Optional.empty();
            }
            PluginId id = all.next();
            all.remove();
            return Optional.of(id);
        }
    }
}
