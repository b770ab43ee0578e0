package org.redeye.web.json;

import org.redeye.api.packages.Difference;

/**
 * One place where an item of a schema instance is not as its spec has it.
 *
 * @param item the item's key
 * @param field the parameter, or the keys of what the item customizes, joined with {@code /}
 * @param spec what the spec says
 * @param own what the item says; what may be a secret is masked
 * @param file where the item says it
 * @param line counted from 1
 * @param column counted from 1
 */
public record DifferenceJson(String item, String field, String spec, String own, String file, int line, int column) {

    /** A difference that the engine found. */
    public static DifferenceJson of(Difference one) {
        return new DifferenceJson(
                one.item(),
                one.field(),
                one.spec(),
                one.own(),
                one.position().file(),
                one.position().line(),
                one.position().column());
    }
}
