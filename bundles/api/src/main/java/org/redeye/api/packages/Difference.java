package org.redeye.api.packages;

import org.redeye.api.schema.Position;

/**
 * One place where an item of a schema instance is not as its spec has it.
 *
 * @param item the item's key
 * @param field the parameter, or the keys of what the item customizes, joined with {@code /}
 * @param spec what the spec says, as text; empty if nothing
 * @param own what the item says; what may be a secret is masked
 * @param position where the item says it
 */
public record Difference(String item, String field, String spec, String own, Position position) {}
