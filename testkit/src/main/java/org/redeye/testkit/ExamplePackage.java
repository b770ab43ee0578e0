package org.redeye.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.schema.Binder.Bound;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/**
 * The items of a small package, read for a test. Does what is needed to try a section type; the platform's own reader does
 * more (limits, aliases, broken YAML).
 *
 * @param items the items by section, in the order of the text
 * @param problems what is wrong with their fields
 */
public record ExamplePackage(Map<String, List<Item>> items, List<Problem> problems) {

    /**
     * Reads a package.
     *
     * @param file what positions call the text
     * @param schemas the sections that may occur, by their key
     * @param binder types the fields
     */
    public static ExamplePackage read(String file, String text, Map<String, Schema> schemas, FakeBinder binder) {
        Map<String, Node> sections = children(RawYaml.node(text));
        Object head = sections.containsKey("package")
                ? RawYaml.value(sections.get("package")).orElse(Map.of())
                : Map.of();
        String name = head instanceof Map<?, ?> map && map.get("name") != null
                ? map.get("name").toString()
                : "example";
        var names = new LinkedHashMap<String, List<String>>();
        sections.forEach((section, node) -> {
            if (schemas.containsKey(section)) {
                names.put(section, paths(node, schemas.get(section).layers().size()));
            } else if (!section.equals("package")) {
                throw new IllegalArgumentException(
                        file + ": no schema for the section '" + section + "' is on the class path or given");
            }
        });
        var reader = new Reader(file, name, binder.naming(names));
        var items = new LinkedHashMap<String, List<Item>>();
        names.keySet()
                .forEach(section ->
                        items.put(section, reader.section(section, schemas.get(section), sections.get(section))));
        return new ExamplePackage(items, reader.problems);
    }

    private static Map<String, Node> children(@Nullable Node node) {
        var children = new LinkedHashMap<String, Node>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                children.put(RawYaml.key(entry), entry.getValueNode());
            }
        }
        return children;
    }

    private static List<String> paths(Node node, int layers) {
        if (layers == 0) {
            return List.of("");
        }
        var paths = new ArrayList<String>();
        children(node).forEach((key, child) -> paths(child, layers - 1)
                .forEach(path -> paths.add(path.isEmpty() ? key : key + "/" + path)));
        return paths;
    }

    private static final class Reader {
        private final String file;
        private final String packageName;
        private final FakeBinder binder;
        private final List<Problem> problems = new ArrayList<>();

        Reader(String file, String packageName, FakeBinder binder) {
            this.file = file;
            this.packageName = packageName;
            this.binder = binder;
        }

        List<Item> section(String section, Schema schema, Node node) {
            var items = new ArrayList<Item>();
            descend(section, schema, node, List.of(), items);
            return items;
        }

        private void descend(String section, Schema schema, Node node, List<String> path, List<Item> items) {
            if (path.size() == schema.layers().size()) {
                items.add(item(section, schema, node, path));
                return;
            }
            children(node).forEach((key, child) -> {
                var longer = new ArrayList<>(path);
                longer.add(key);
                descend(section, schema, child, List.copyOf(longer), items);
            });
        }

        private Item item(String section, Schema schema, Node node, List<String> path) {
            Map<String, Node> children = children(node);
            var raw = new LinkedHashMap<String, Object>();
            var nested = new LinkedHashMap<String, List<Item>>();
            var positions = new LinkedHashMap<String, Position>();
            children.forEach((key, child) -> {
                positions.put(key, position(child));
                if (schema.sections().containsKey(key)) {
                    String place = section + "/" + String.join("/", path) + "/" + key;
                    nested.put(key, section(place, schema.sections().get(key), child));
                } else {
                    RawYaml.value(child).ifPresent(value -> raw.put(key, value));
                }
            });
            Position position = position(node);
            Map<String, Object> values = values(schema, raw, path, position, positions);
            return new Item(
                    packageName,
                    section,
                    path,
                    values,
                    Collections.unmodifiableMap(raw),
                    Collections.unmodifiableMap(nested),
                    position,
                    Collections.unmodifiableMap(positions));
        }

        private Map<String, Object> values(
                Schema schema,
                Map<String, Object> raw,
                List<String> path,
                Position item,
                Map<String, Position> positions) {
            var keys = new LinkedHashMap<String, Object>();
            for (int i = 0; i < path.size(); i++) {
                IndexLayer layer = schema.layers().get(i);
                for (String field : List.of(layer.index(), layer.keyField())) {
                    if (!field.isEmpty()) {
                        keys.put(field, path.get(i));
                    }
                }
            }
            var given = new LinkedHashMap<>(raw);
            keys.forEach((field, key) -> {
                if (schema.fields().containsKey(field)) {
                    given.putIfAbsent(field, key);
                }
            });
            boolean inline = schema.fields().values().stream().anyMatch(FieldSpec::inline);
            Bound bound = binder.bind(schema, given, inline);
            bound.faults()
                    .forEach(fault -> problems.add(new Problem(
                            positions.getOrDefault(fault.field(), item), fault.message(), fault.suggestion())));
            keys.putAll(bound.values());
            return Collections.unmodifiableMap(keys);
        }

        private Position position(Node node) {
            return new Position(
                    file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
        }
    }
}
