package org.redeye.api.packages;

import java.util.List;

/**
 * What stands where in the text of a package, as a tree for people. It goes down to the items of the sections; below an
 * item only to the items of the sections within it. Immutable.
 *
 * @param key the key of an entry (String), or the position in a list (Integer, from 0)
 * @param kind what its value is
 * @param role what it is for the package
 * @param line where the entry begins, counted from 1
 * @param column where it begins, counted from 1
 * @param from the offset of its first character, in UTF-16 units
 * @param to the offset behind its last character, without comments and blank lines below
 * @param text what a text says, at most {@value #MAX_TEXT} characters of it; empty for anything else
 * @param children what is below, in the order of the text
 * @param file the imported file that the entry stands in and that its place is of, by path below the folder of packages
 *     ({@code shop/hosts.yaml}); empty for the package's own file
 */
public record Outline(
        Object key,
        Kind kind,
        Role role,
        int line,
        int column,
        int from,
        int to,
        String text,
        List<Outline> children,
        String file) {

    /** Characters of a text that are told. */
    public static final int MAX_TEXT = 200;

    /** Of an entry in the package's own file. */
    public Outline(
            Object key,
            Kind kind,
            Role role,
            int line,
            int column,
            int from,
            int to,
            String text,
            List<Outline> children) {
        this(key, kind, role, line, column, from, to, text, children, "");
    }

    /** Copies the list. */
    public Outline {
        children = List.copyOf(children);
    }

    /** What a value is. */
    public enum Kind {
        /** Entries by key. */
        MAP,
        /** Elements by position. */
        LIST,
        /** A scalar that says something. */
        TEXT,
        /** Nothing: no text, {@code null} or {@code ~}. */
        NOTHING
    }

    /** What an entry is for the package. */
    public enum Role {
        /** The key {@code package}. */
        HEADER,
        /** The key {@code schema}: what the package defines for itself. */
        SCHEMA,
        /** A section, or one within an item. */
        SECTION,
        /** A key of a layer above the items. */
        GROUP,
        /** An item. */
        ITEM,
        /** Anything else: a field, or what stands in the header or schema. */
        VALUE
    }
}
