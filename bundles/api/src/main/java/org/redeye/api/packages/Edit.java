package org.redeye.api.packages;

import java.util.List;

/**
 * What shall be done to a document. A path is a list of keys (whatever has the key's text) and list positions (Integer,
 * counted from 0), outermost first; the empty path is the top. A value is a text (or whatever has one), a map, a list,
 * or an empty Optional for nothing.
 */
public sealed interface Edit {

    /**
     * Says something else at a place. A text keeps its style, its anchor and tag, and the comment behind it; whoever
     * refers to the place by an alias says the new value too.
     */
    record Set(List<?> path, Object value) implements Edit {}

    /** Puts a new entry into the map at a path. The path may lead to nothing ({@code key:}), which becomes a map. */
    record InsertEntry(List<?> into, String key, Object value, Place place) implements Edit {}

    /** Puts a new item into the list at a path. The path may lead to nothing ({@code key:}), which becomes a list. */
    record InsertItem(List<?> into, Object value, Place place) implements Edit {}

    /**
     * Takes away an entry or an item with its own comments: those behind it on its lines, those directly above it at its
     * indentation (no blank line between; the comment at the top of the file is the file's), and those directly below it
     * that are indented deeper.
     */
    record Remove(List<?> path) implements Edit {}

    /** Gives an entry another key. */
    record Rename(List<?> path, String key) implements Edit {}

    /**
     * Takes an entry or an item with its own comments (see {@link Remove}) to another place, within its collection or
     * into another one; its text stays as it is, but for the indentation. Positions count before the move.
     */
    record Move(List<?> path, List<?> into, Place place) implements Edit {}

    /** Puts YAML text, a map or a list, into the map or list at a path: its members with their comments and quotes. */
    record Paste(List<?> into, String text, Place place) implements Edit {}
}
