package org.redeye.store.embedded;

import org.jspecify.annotations.Nullable;

/**
 * One change of the state.
 *
 * @param version of the change; each is greater than the one before
 * @param key bucket and key
 * @param value the new text; null if the key is removed
 */
record Change(long version, String key, @Nullable String value) {}
