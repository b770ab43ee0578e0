package org.redeye.api.packages;

/** Where among its siblings something goes. */
public sealed interface Place {

    /** Before all others. */
    record First() implements Place {}

    /** Behind all others. */
    record Last() implements Place {}

    /** Before a sibling: a key, or a position as an Integer. */
    record Before(Object sibling) implements Place {}

    /** Behind a sibling: a key, or a position as an Integer. */
    record After(Object sibling) implements Place {}

    /** Before all others. */
    static Place first() {
        return new First();
    }

    /** Behind all others. */
    static Place last() {
        return new Last();
    }

    /** Before a sibling: a key, or a position as an Integer. */
    static Place before(Object sibling) {
        return new Before(sibling);
    }

    /** Behind a sibling: a key, or a position as an Integer. */
    static Place after(Object sibling) {
        return new After(sibling);
    }
}
