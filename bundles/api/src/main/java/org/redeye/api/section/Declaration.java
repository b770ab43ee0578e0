package org.redeye.api.section;

/**
 * Something that shall be: a check, a page, a rule. What a section type compiles an item to, and a reconciler makes real.
 * An immutable value: two declarations that are equal are the same wish, wherever in the text they stand.
 */
public interface Declaration {

    /** Its place, unique among declarations of one type: package, section and keys joined with {@code /}, with {@code @host} behind. */
    String id();
}
