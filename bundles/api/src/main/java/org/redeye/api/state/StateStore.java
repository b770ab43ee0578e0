package org.redeye.api.state;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Named values in named buckets (plugin kind {@code store}). When a changing call returns, the change survives
 * {@code kill -9}. Thread-safe; the calls on one key are linearizable.
 *
 * <p>Bounds: bucket names are words of at most 64 characters ({@code [a-z][a-z0-9-]*}), keys 1 to 512 characters, values
 * at most 1 MiB as UTF-8; beyond that {@link IllegalArgumentException}.
 *
 * <p>Errors: {@link org.redeye.api.store.StoreException}. After UNAVAILABLE nothing of the call was done.
 */
@ConsumerType
public interface StateStore {

    /** The value of a key; empty if it was never set or is removed. */
    Optional<Versioned> get(String bucket, String key);

    /**
     * Sets a value, whatever was there.
     *
     * @return the new version
     */
    long put(String bucket, String key, String value);

    /**
     * Sets a value if the key is still at the version the caller has seen.
     *
     * @param expected the version seen; 0 for "not there"
     * @return the new version
     * @throws org.redeye.api.store.StoreException CONFLICT if it is at another version
     */
    long replace(String bucket, String key, String value, long expected);

    /** Removes a key. @return whether it was there */
    boolean remove(String bucket, String key);

    /**
     * Reads a stretch of a bucket in the order of the keys (by UTF-16 code unit).
     *
     * @param after only keys greater than this; empty from the start
     * @param prefix only keys that begin so; empty for all
     * @param limit at most so many, 1 to 10,000
     */
    List<Versioned> scan(String bucket, String prefix, String after, int limit);
}
