package org.redeye.packages;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the fields of one package may speak of.
 *
 * @param names the paths of the items of a section, for references
 * @param types the field types that the package defines for itself, by name
 */
record Vocabulary(Function<String, List<String>> names, Map<String, OwnType> types) {

    /** For settings that stand outside a package. */
    static final Vocabulary NONE = new Vocabulary(section -> List.of(), Map.of());

    /** The names of the sections in a map, which may still grow. */
    static Vocabulary of(Map<String, List<String>> paths, Map<String, OwnType> types) {
        return new Vocabulary(section -> paths.getOrDefault(section, List.of()), types);
    }
}
