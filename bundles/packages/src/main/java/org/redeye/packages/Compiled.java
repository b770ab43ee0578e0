package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;

/**
 * One text of a package, compiled. Immutable.
 *
 * @param name the package
 * @param version as declared
 * @param title as declared, or the name
 * @param text the text
 * @param etag the text's fingerprint
 * @param schemas the schema of each section
 * @param items the items of each section, in document order
 * @param declarations what the items ask for, by class and id
 * @param problems why it cannot be in force; if there are any, the rest is what could be read
 * @param warnings what may be wrong
 * @param pending what cannot work yet, and what it needs
 * @param needs what it asks of other packages and of plugins
 * @param anatomy what else is known of it
 */
record Compiled(
        String name,
        String version,
        String title,
        String text,
        String etag,
        Map<String, Schema> schemas,
        Map<String, List<Item>> items,
        Map<Key, Declaration> declarations,
        List<Problem> problems,
        List<Problem> warnings,
        Map<String, String> pending,
        Needs needs,
        Anatomy anatomy) {

    /** What a declaration is known by. */
    record Key(Class<?> type, String id) {
        Key(Declaration declaration) {
            this(declaration.getClass(), declaration.id());
        }
    }

    boolean valid() {
        return problems.isEmpty();
    }

    /** What may be wrong and what cannot work yet, in sentences. */
    List<String> doubts() {
        var doubts = new ArrayList<>(warnings.stream().map(Problem::toString).toList());
        pending.forEach((id, reason) -> {
            String thing = reason.replaceFirst("^needs ", "");
            if (warnings.stream().noneMatch(warning -> warning.message().contains(thing))) {
                doubts.add(id + " waits: " + reason + ".");
            }
        });
        return doubts;
    }

    /** How many items each section has. */
    Map<String, Integer> counts() {
        var counts = new LinkedHashMap<String, Integer>();
        items.forEach((section, list) -> counts.put(section, list.size()));
        return counts;
    }
}
