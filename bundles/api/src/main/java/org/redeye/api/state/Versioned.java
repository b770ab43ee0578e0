package org.redeye.api.state;

/**
 * A stored value and its version.
 *
 * @param key the key within its bucket
 * @param value the text
 * @param version greater at each change of the key, never used twice for one key; at least 1
 */
public record Versioned(String key, String value, long version) {}
