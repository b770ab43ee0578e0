package org.redeye.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Window;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The windows that people and jobs opened, in the bucket {@value #BUCKET} of the state store. They are kept for 400 days after
 * their end, because service levels leave them out. Thread-safe.
 */
final class Opened {

    static final String BUCKET = "maintenance";
    static final Duration KEPT = Duration.ofDays(400);
    /** So many are kept; more are refused. */
    static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);
    /** The number of the last one. */
    private static final String LAST = "last";

    private static final String PREFIX = "M-";
    private static final int PAGE = 1_000;

    private final Map<String, Window> windows = new ConcurrentSkipListMap<>();
    private @Nullable StateStore store; // guarded by this
    private long last; // guarded by this

    synchronized void attach(StateStore to) {
        store = to;
        windows.clear();
        last = to.get(BUCKET, LAST)
                .map(number -> Long.parseLong(number.value()))
                .orElse(0L);
        String after = "";
        List<Versioned> page;
        do {
            page = to.scan(BUCKET, PREFIX, after, PAGE);
            for (Versioned entry : page) {
                after = entry.key();
                WindowText.read(entry.key(), entry.value())
                        .ifPresentOrElse(
                                window -> windows.put(window.id(), window),
                                () -> LOG.warn("The maintenance {} cannot be read and is left out", entry.key()));
            }
        } while (page.size() == PAGE);
    }

    synchronized void detach(StateStore gone) {
        if (store == gone) {
            store = null; // what was read stands
        }
    }

    List<Window> all() {
        return List.copyOf(windows.values());
    }

    Optional<Window> find(String id) {
        return Optional.ofNullable(windows.get(id));
    }

    synchronized Window add(Window window, Instant now) {
        forget(now.minus(KEPT));
        if (windows.size() >= MOST) {
            throw new IllegalArgumentException(
                    "There are " + MOST + " windows of maintenance already; close some, or declare them in a package.");
        }
        String id = PREFIX + (last + 1);
        there().put(BUCKET, LAST, Long.toString(last + 1));
        last++;
        var opened = new Window(id, window.title(), window.match(), window.by(), window.from(), window.until());
        put(opened);
        return opened;
    }

    synchronized void put(Window window) {
        there().put(BUCKET, window.id(), WindowText.write(window));
        windows.put(window.id(), window);
    }

    synchronized void remove(String id) {
        there().remove(BUCKET, id);
        windows.remove(id);
    }

    private void forget(Instant before) {
        windows.values().stream()
                .filter(window -> window.until().isBefore(before))
                .map(Window::id)
                .toList()
                .forEach(this::remove);
    }

    private StateStore there() {
        StateStore to = store;
        if (to == null) {
            throw new StoreException(
                    StoreException.Kind.UNAVAILABLE, "The state store is not running. Try again later.");
        }
        return to;
    }
}
