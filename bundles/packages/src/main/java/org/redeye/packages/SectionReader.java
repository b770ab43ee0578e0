package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redeye.api.schema.Binder.Fault;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/** Reads the items of a package's sections: follows the layers of keys, gives each item its position as fields, types all. */
final class SectionReader {

    private final String packageName;
    private final SchemaBinder binder;
    private final Problems problems;
    private final Vocabulary words;
    private final Map<Item, Node.Mapping> nodes;
    private final Map<Item, Schema> schemas;
    private final Map<IndexLayer, FieldContext> keys = new HashMap<>();
    private final Map<Schema, Shape> shapes = new IdentityHashMap<>();

    /** @param words what the fields may speak of */
    SectionReader(String packageName, SchemaBinder binder, Problems problems, Vocabulary words) {
        this(packageName, binder, problems, words, new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    private SectionReader(
            String packageName,
            SchemaBinder binder,
            Problems problems,
            Vocabulary words,
            Map<Item, Node.Mapping> nodes,
            Map<Item, Schema> schemas) {
        this.packageName = packageName;
        this.binder = binder;
        this.problems = problems;
        this.words = words;
        this.nodes = nodes;
        this.schemas = schemas;
    }

    /** The same for sections whose fields may speak of other things; both know the items that either reads. */
    SectionReader speaking(Vocabulary others) {
        return new SectionReader(packageName, binder, problems, others, nodes, schemas);
    }

    /** The items of a section, in document order. What is wrong goes to the problems. */
    List<Item> read(String section, Schema schema, Node value) {
        var items = new ArrayList<Item>();
        descend(section, schema, value, List.of(), Map.of(), items);
        return items;
    }

    /** The node that an item was read from. */
    Node.Mapping node(Item item) {
        Node.Mapping node = nodes.get(item);
        Position at = item.position();
        return node == null // of another scope: known by its place alone
                ? new Node.Mapping(new Node.Span(0, 0, at.line(), at.column(), at.file()), List.of(), false)
                : node;
    }

    /** The schema that an item was read with. */
    Schema schema(Item item) {
        return schemas.getOrDefault(item, Schema.EMPTY);
    }

    /** Says that something is wrong with a field of an item: at the value, or at the key if the key is the fault. */
    void fault(Item item, Fault fault, boolean atKey) {
        fault(node(item), fault, atKey);
    }

    private void fault(Node.Mapping node, Fault fault, boolean atKey) {
        Optional<Node.Entry> entry = node.entry(fault.field());
        Node place = entry.isEmpty()
                ? node
                : atKey ? entry.get().key() : Document.follow(entry.get().value(), fault.path());
        problems.at(place, fault.message(), fault.suggestion(), field(fault));
    }

    private static String field(Fault fault) {
        return Stream.concat(Stream.of(fault.field()), fault.path().stream().map(String::valueOf))
                .collect(Collectors.joining("/"));
    }

    /** The paths of the items of a section by its layers alone, whether or not the items are right. */
    static List<String> paths(Node value, int layers) {
        var paths = new ArrayList<String>();
        collect(value, layers, "", paths);
        return paths;
    }

    private static void collect(Node value, int layers, String path, List<String> paths) {
        if (value instanceof Node.Mapping map) {
            for (Node.Entry entry : map.entries()) {
                String longer = path.isEmpty() ? entry.name() : path + "/" + entry.name();
                if (layers <= 1) {
                    paths.add(longer);
                } else {
                    collect(entry.value(), layers - 1, longer, paths);
                }
            }
        }
    }

    private void descend(
            String section,
            Schema schema,
            Node value,
            List<String> path,
            Map<String, Object> inherited,
            List<Item> items) {
        if (value.isNull() && path.size() < Math.max(1, schema.layers().size())) {
            return; // a section or group without anything in it
        }
        if (!(value instanceof Node.Mapping map)) {
            problems.at(
                    value,
                    value.isNull() ? "Here stands nothing." : "Here a map is expected: " + level(schema, path) + ".");
            return;
        }
        if (path.size() == schema.layers().size()) {
            items.add(item(section, schema, map, path, inherited));
            return;
        }
        IndexLayer layer = schema.layers().get(path.size());
        for (Node.Entry entry : map.entries()) {
            var fields = new LinkedHashMap<>(inherited);
            key(layer, entry.key()).ifPresent(key -> {
                if (!layer.index().isEmpty()) {
                    fields.put(layer.index(), key);
                }
                if (!layer.keyField().isEmpty()) {
                    fields.put(layer.keyField(), key);
                }
            });
            var longer = new ArrayList<>(path);
            longer.add(entry.name());
            Node below = entry.value();
            boolean leaf = longer.size() == schema.layers().size();
            if (leaf && below.isNull()) {
                below = new Node.Mapping(entry.key().span(), List.of(), false); // all by default
            }
            descend(section, schema, below, List.copyOf(longer), fields, items);
        }
    }

    private static String level(Schema schema, List<String> path) {
        if (path.size() >= schema.layers().size()) {
            return "the fields of an item";
        }
        IndexLayer layer = schema.layers().get(path.size());
        return "keys of the layer '" + (layer.index().isEmpty() ? layer.keyField() : layer.index()) + "'";
    }

    /** The typed key of a layer. A slash would make addresses ambiguous. */
    private Optional<Object> key(IndexLayer layer, Node.Scalar key) {
        String text = key.text();
        if (text.isEmpty()
                || text.indexOf('/') >= 0
                || text.length() > 200
                || text.chars().anyMatch(Character::isISOControl)) {
            problems.at(
                    key,
                    "'" + text + "' cannot be a key here: 1 to 200 characters without '/' and control characters.");
            return Optional.empty();
        }
        String name = layer.index().isEmpty() ? layer.keyField() : layer.index();
        FieldContext context = keys.computeIfAbsent(layer, same -> binder.types()
                .context(FieldSpec.of(name, same.type()).build(), words));
        try {
            FieldType<?> type = context.type(layer.type());
            return Optional.of(type.parse(text, context));
        } catch (FieldException e) {
            problems.at(key, "The key " + e.getMessage(), e.suggestion());
            return Optional.empty();
        }
    }

    /** With the keys of the layers, as written: an inherited field stands as if the item carried it, unless the item does. */
    private static Map<String, Object> withKeys(
            Map<String, Object> raw, Schema schema, List<String> path, Map<String, Object> inherited) {
        var given = new LinkedHashMap<>(raw);
        for (int i = 0; i < path.size(); i++) {
            IndexLayer layer = schema.layers().get(i);
            for (String field : List.of(layer.index(), layer.keyField())) {
                if (inherited.containsKey(field) && schema.fields().containsKey(field)) {
                    given.putIfAbsent(field, path.get(i));
                }
            }
        }
        return given;
    }

    /**
     * What is the same for all items of a schema.
     *
     * @param known the keys that an item may have; empty if fields of a plugin stand beside
     */
    private record Shape(Optional<Set<String>> known) {
        static Shape of(Schema schema) {
            Set<String> known = new LinkedHashSet<>(schema.fields().keySet());
            known.addAll(schema.sections().keySet());
            boolean inline = schema.fields().values().stream().anyMatch(FieldSpec::inline);
            return new Shape(inline ? Optional.empty() : Optional.of(known));
        }
    }

    private Item item(
            String section, Schema schema, Node.Mapping map, List<String> path, Map<String, Object> inherited) {
        Map<String, Object> raw = new LinkedHashMap<>(map.map());
        var nested = new LinkedHashMap<String, List<Item>>();
        schema.sections().forEach((name, inner) -> {
            raw.remove(name);
            String place = section + "/" + String.join("/", path) + "/" + name;
            map.get(name).ifPresent(value -> nested.put(name, read(place, inner, value)));
        });
        Shape shape = shapes.computeIfAbsent(schema, Shape::of);
        var bound = binder.bind(schema, withKeys(raw, schema, path, inherited), shape.known(), words);
        bound.faults().forEach(fault -> fault(map, fault, !schema.fields().containsKey(fault.field())));
        var values = new LinkedHashMap<String, Object>(inherited);
        values.putAll(bound.values());
        var positions = new LinkedHashMap<String, Position>();
        map.entries().forEach(entry -> positions.put(entry.name(), Document.place(entry.value())));
        var item = new Item(
                packageName,
                section,
                path,
                values,
                Map.copyOf(raw),
                nested,
                Document.place(map),
                Map.copyOf(positions));
        nodes.put(item, map);
        schemas.put(item, schema);
        return item;
    }
}
