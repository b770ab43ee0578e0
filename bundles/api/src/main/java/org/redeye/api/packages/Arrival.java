package org.redeye.api.packages;

import java.time.Instant;

/**
 * A unit that lies in a deploy folder or in a bundle, and what became of it.
 *
 * @param source the file, or the symbolic name of the bundle
 * @param name the package; empty if it could not be read
 * @param version the version that it brought; empty if it could not be read
 * @param at when it was looked at
 * @param problem why it was not installed, in words; empty if it was
 */
public record Arrival(String source, String name, String version, Instant at, String problem) {}
