package org.redeye.store.embedded;

/**
 * What is stored under a key.
 *
 * @param version of the value
 * @param value the text
 */
record Entry(long version, String value) {}
