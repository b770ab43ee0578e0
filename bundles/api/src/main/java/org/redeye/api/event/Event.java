package org.redeye.api.event;

import java.util.Map;

/**
 * Something that happened.
 *
 * @param id greater for each later event of this run of this node; begins anew with a larger value after a restart
 * @param type what happened, a word: {@code check}, {@code package}, {@code plugin}, {@code page} …
 * @param at when, milliseconds since the epoch
 * @param node where
 * @param data the particulars: strings, numbers, booleans, lists and maps of them; immutable
 */
public record Event(long id, String type, long at, String node, Map<String, Object> data) {}
