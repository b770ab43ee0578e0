package org.redeye.api.plugin;

import java.util.regex.Pattern;

/**
 * The identity of a plugin, written {@code kind:id}, such as {@code probe:ping}.
 *
 * @param kind what it is one of; lower case letters, digits and dashes
 * @param id its name within the kind; lower case letters, digits and dashes, at most 64 characters
 */
public record PluginId(String kind, String id) implements Comparable<PluginId> {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** @throws IllegalArgumentException if one of the two is no such word */
    public PluginId {
        if (!WORD.matcher(kind).matches() || !WORD.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + kind + ":" + id
                    + "' is no plugin identity; expected kind:id in lower case, such as probe:ping");
        }
    }

    /**
     * Reads {@code kind:id}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static PluginId parse(String text) {
        int colon = text.indexOf(':');
        return new PluginId(colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
    }

    @Override
    public int compareTo(PluginId other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return kind + ":" + id;
    }
}
