package org.redeye.web.fakes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/** A store in memory, which a test may make unavailable. */
public final class FakeStateStore implements StateStore {

    private final Map<String, TreeMap<String, Versioned>> buckets = new TreeMap<>();
    private long version;
    private volatile boolean away;

    /** Makes every call fail, or work again. */
    public void away(boolean yes) {
        away = yes;
    }

    @Override
    public synchronized Optional<Versioned> get(String bucket, String key) {
        return Optional.ofNullable(bucket(bucket).get(key));
    }

    @Override
    public synchronized long put(String bucket, String key, String value) {
        bucket(bucket).put(key, new Versioned(key, value, ++version));
        return version;
    }

    @Override
    public synchronized long replace(String bucket, String key, String value, long expected) {
        long present = get(bucket, key).map(Versioned::version).orElse(0L);
        if (present != expected) {
            throw new StoreException(StoreException.Kind.CONFLICT, key + " has changed");
        }
        return put(bucket, key, value);
    }

    @Override
    public synchronized boolean remove(String bucket, String key) {
        return bucket(bucket).remove(key) != null;
    }

    @Override
    public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
        return bucket(bucket).values().stream()
                .filter(entry -> entry.key().startsWith(prefix) && entry.key().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    private TreeMap<String, Versioned> bucket(String name) {
        if (away) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "The disk is full.");
        }
        return buckets.computeIfAbsent(name, key -> new TreeMap<>());
    }
}
