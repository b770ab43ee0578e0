package org.redeye.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps over restarts how subjects stand that are not in order. What the store does not take waits, the newest of each subject.
 * Thread-safe.
 */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final String BUCKET = "rules";
    private static final int PAGE = 1000;

    private Optional<StateStore> store = Optional.empty();
    private final Map<String, Optional<String>> waiting = new LinkedHashMap<>();
    final LongAdder failures = new LongAdder();

    /** A store is there. @return what it knows of the time before */
    synchronized Map<String, Stored> attach(StateStore there) {
        store = Optional.of(there);
        return read(there);
    }

    synchronized void detach(StateStore gone) {
        if (store.filter(gone::equals).isPresent()) {
            store = Optional.empty();
        }
    }

    private static Map<String, Stored> read(StateStore store) {
        var known = new HashMap<String, Stored>();
        String after = "";
        List<Versioned> page;
        do {
            page = store.scan(BUCKET, "", after, PAGE);
            for (Versioned each : page) {
                Stored.read(each.value()).ifPresent(stored -> known.put(each.key(), stored));
                after = each.key();
            }
        } while (page.size() == PAGE);
        return known;
    }

    synchronized void put(String key, Stored state) {
        write(key, Optional.of(state.text()));
    }

    synchronized void remove(String key) {
        write(key, Optional.empty());
    }

    private void write(String key, Optional<String> value) {
        waiting.remove(key); // the newest goes last
        waiting.put(key, value);
        flush();
    }

    /** Writes what waits. */
    synchronized void flush() {
        if (store.isEmpty()) {
            return;
        }
        for (String key : new ArrayList<>(waiting.keySet())) {
            Optional<String> value = waiting.getOrDefault(key, Optional.empty());
            try {
                if (value.isPresent()) {
                    store.get().put(BUCKET, key, value.get());
                } else {
                    store.get().remove(BUCKET, key);
                }
                waiting.remove(key);
            } catch (StoreException e) {
                failures.increment();
                LOG.warn("How {} rules stand could not be kept and is tried again: {}", waiting.size(), e.getMessage());
                return;
            }
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
