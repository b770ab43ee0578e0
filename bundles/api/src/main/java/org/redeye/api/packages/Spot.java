package org.redeye.api.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands at one path of the text of a package, in full. It may hold secrets as they stand in the text. Immutable.
 *
 * @param path keys (String) and list positions (Integer), outermost first; empty for the whole text
 * @param outline where it stands, without its children; its role tells what it is
 * @param section the section it stands in ({@code jobs}), with the path of those around it
 *     ({@code jobs/tester/tester2/steps}); empty outside of sections
 * @param keys its keys below the section, outermost first
 * @param raw what it says, untyped: a text, a list or a map; empty if it says nothing
 * @param yaml the same as YAML text for the clipboard, with its comments
 * @param inherited for an item, what its keys say of its fields, by field
 * @param positions for a map, where the entries stand, by key
 * @param unknown for an item, the keys that its schema does not know; they stay in the text as they are
 */
public record Spot(
        List<Object> path,
        Outline outline,
        String section,
        List<String> keys,
        Optional<Object> raw,
        String yaml,
        Map<String, String> inherited,
        Map<String, Outline> positions,
        List<String> unknown) {

    /** Copies lists and maps. */
    public Spot {
        path = List.copyOf(path);
        keys = List.copyOf(keys);
        inherited = Map.copyOf(inherited);
        positions = Map.copyOf(positions);
        unknown = List.copyOf(unknown);
    }

    @Override
    public String toString() {
        return "Spot" + path; // the text may hold secrets
    }
}
