package org.redeye.testkit.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/** The reference: named values in memory. Thread-safe. */
public class MemoryStateStore implements StateStore {

    private static final Pattern BUCKET = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int LONGEST_KEY = 512;
    private static final int MOST_BYTES = 1 << 20;

    private final Map<String, TreeMap<String, Versioned>> buckets = new TreeMap<>();
    private long version;

    @Override
    public synchronized Optional<Versioned> get(String bucket, String key) {
        check(bucket, key, "");
        return Optional.ofNullable(bucket(bucket).get(key));
    }

    @Override
    public synchronized long put(String bucket, String key, String value) {
        check(bucket, key, value);
        bucket(bucket).put(key, new Versioned(key, value, ++version));
        return version;
    }

    @Override
    public synchronized long replace(String bucket, String key, String value, long expected) {
        check(bucket, key, value);
        long now = get(bucket, key).map(Versioned::version).orElse(0L);
        if (now != expected) {
            throw new StoreException(
                    StoreException.Kind.CONFLICT,
                    bucket + "/" + key + " is at version " + now + ", not " + expected + "; read it again");
        }
        return put(bucket, key, value);
    }

    @Override
    public synchronized boolean remove(String bucket, String key) {
        check(bucket, key, "");
        return bucket(bucket).remove(key) != null;
    }

    @Override
    public synchronized List<Versioned> scan(String bucket, String prefix, String after, int limit) {
        check(bucket, "k", "");
        return bucket(bucket).tailMap(after, false).values().stream()
                .filter(one -> one.key().startsWith(prefix))
                .limit(limit)
                .toList();
    }

    private TreeMap<String, Versioned> bucket(String name) {
        return buckets.computeIfAbsent(name, unused -> new TreeMap<>());
    }

    private static void check(String bucket, String key, String value) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("'" + bucket + "' is no bucket name; expected [a-z][a-z0-9-]{0,63}");
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("A key of " + key.length() + " characters; expected 1 to 512");
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("A value of " + bytes + " bytes; at most " + MOST_BYTES + " are kept");
        }
    }
}
