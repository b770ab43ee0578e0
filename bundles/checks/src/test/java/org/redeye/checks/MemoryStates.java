package org.redeye.checks;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/** A state store in memory that can be out of order. */
final class MemoryStates implements StateStore {

    final TreeMap<String, Versioned> entries = new TreeMap<>();
    boolean down;
    int puts;
    private long version;

    private void check() {
        if (down) {
            throw new StoreException(StoreException.Kind.UNAVAILABLE, "the disk is full");
        }
    }

    @Override
    public synchronized Optional<Versioned> get(String bucket, String key) {
        check();
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized long put(String bucket, String key, String value) {
        check();
        puts++;
        entries.put(key, new Versioned(key, value, ++version));
        return version;
    }

    @Override
    public synchronized long replace(String bucket, String key, String value, long expected) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized boolean remove(String bucket, String key) {
        check();
        return entries.remove(key) != null;
    }

    @Override
    public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
        check();
        return entries.tailMap(after, false).values().stream().limit(limit).toList();
    }
}
