package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.Outline.Kind;
import org.redeye.api.packages.Outline.Role;
import org.redeye.api.packages.Spot;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.packages.Outlines.Standing;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/** Looks at one place of a text. */
final class Spots {

    private final SourceFiles files;
    private final Node.Mapping root;
    private final TreeEdits copies;
    private final Outlines outlines;

    /**
     * @param files the files of the text
     * @param root the tree, with everything imported
     */
    Spots(SourceFiles files, Node.Mapping root, Outlines outlines) {
        this.files = files;
        this.root = root;
        this.copies = new TreeEdits(files);
        this.outlines = outlines;
    }

    /** What stands at a path; empty if nothing does. */
    Optional<Spot> at(List<?> path) {
        Document document = files.document(files.own());
        if (!document.problems().isEmpty()) {
            return Optional.empty();
        }
        if (path.isEmpty()) {
            var whole = new Outline(
                    "", Kind.MAP, Role.VALUE, 1, 1, 0, document.text().length(), "", List.of());
            return Optional.of(spot(path, whole, root, Standing.TOP, "", List.of()));
        }
        return walk(root, path).or(() -> walk(document.root(), path)); // as written: a key that imports
    }

    private Optional<Spot> walk(Node.Mapping top, List<?> path) {
        Node node = top;
        Standing standing = Standing.TOP;
        Optional<Outline> outline = Optional.empty();
        String section = "";
        var keys = new ArrayList<String>();
        for (Object step : path) {
            if (node instanceof Node.Mapping map && map.entry(step.toString()).isPresent()) {
                Node.Entry entry = map.entry(step.toString()).orElseThrow();
                standing = outlines.below(standing, entry.name());
                outline = Optional.of(outlines.entry(entry, standing, false));
                node = entry.value();
            } else if (node instanceof Node.Sequence list
                    && step instanceof Integer i
                    && i >= 0
                    && i < list.elements().size()) {
                node = list.elements().get(i);
                standing = new Standing(Role.VALUE, null, 0);
                outline = Optional.of(outlines.element(i, node, standing, false));
            } else {
                return Optional.empty();
            }
            if (standing.role() == Role.SECTION) {
                section = (section + "/" + String.join("/", keys) + "/" + step).replaceFirst("^/+", "");
                keys.clear();
            } else if (standing.role() == Role.GROUP || standing.role() == Role.ITEM) {
                keys.add(step.toString());
            }
        }
        return Optional.of(spot(path, outline.orElseThrow(), node, standing, section, keys));
    }

    private Spot spot(List<?> path, Outline outline, Node node, Standing standing, String section, List<String> keys) {
        boolean item = standing.role() == Role.ITEM && standing.schema() != null;
        return new Spot(
                List.copyOf(path),
                outline,
                section,
                keys,
                node.isNull() ? Optional.empty() : Optional.of(node.raw()),
                copies.copy(path),
                item ? inherited(standing.schema(), keys, node) : Map.of(),
                positions(node, standing),
                item ? unknown(standing.schema(), node) : List.of());
    }

    /** What the keys say of fields that the item does not say itself. */
    private static Map<String, String> inherited(Schema schema, List<String> keys, Node node) {
        var inherited = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(keys.size(), schema.layers().size()); i++) {
            IndexLayer layer = schema.layers().get(i);
            for (String field : List.of(layer.index(), layer.keyField())) {
                if (!field.isEmpty()) {
                    inherited.put(field, keys.get(i));
                }
            }
        }
        if (node instanceof Node.Mapping map) {
            map.map().keySet().forEach(inherited::remove);
        }
        return inherited;
    }

    private Map<String, Outline> positions(Node node, Standing standing) {
        var positions = new LinkedHashMap<String, Outline>();
        if (node instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                positions.put(entry.name(), outlines.entry(entry, outlines.below(standing, entry.name()), false));
            }
        }
        return positions;
    }

    /** Where a plugin's fields stand beside the section's, what is unknown is for that plugin to say. */
    private static List<String> unknown(Schema schema, Node node) {
        boolean open = schema.fields().values().stream().anyMatch(FieldSpec::inline);
        if (open || !(node instanceof Node.Mapping map)) {
            return List.of();
        }
        return map.entries().stream()
                .map(Node.Entry::name)
                .filter(key ->
                        !schema.fields().containsKey(key) && !schema.sections().containsKey(key))
                .toList();
    }
}
