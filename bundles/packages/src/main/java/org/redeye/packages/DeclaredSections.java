package org.redeye.packages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.redeye.api.schema.Binder.Fault;
import org.redeye.api.schema.FieldSet;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.ScriptCall.Limits;
import org.redeye.packages.yaml.Node;

/** Reads the sections that a package defines for itself under {@code schema:}, in the original system's words. */
final class DeclaredSections {

    private static final Pattern TYPE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final FieldSpec TEXT = FieldSpec.of("", "text").build();

    /** What may be said of a field. */
    private static final Schema FIELD = Schema.fields(
            FieldSpec.of("type", "text").def("text").build(),
            FieldSpec.of("title", "text").build(),
            FieldSpec.of("help", "text").build(),
            FieldSpec.of("required", "boolean").def("false").build(),
            FieldSpec.of("default", "text").build(),
            FieldSpec.of("min", "text").build(),
            FieldSpec.of("max", "text").build(),
            FieldSpec.of("pattern", "text").build(),
            FieldSpec.of("unit", "text").build(),
            FieldSpec.of("choices", "list").element(TEXT).build(),
            FieldSpec.of("of", "text").def("text").build(),
            FieldSpec.of("target", "text").build());

    /** What may be said of a layer of keys. */
    private static final Schema LAYER = Schema.fields(
            FieldSpec.of("index", "text").build(),
            FieldSpec.of("type", "text").def("text").build(),
            FieldSpec.of("key field", "text").build());

    /** What a program of a section may use. */
    private static final Schema LIMITS = Schema.fields(
            FieldSpec.of("time", "duration").range("10ms", "10m").build(),
            FieldSpec.of("output", "bytes").range("1", "64MiB").build(),
            FieldSpec.of("memory", "bytes").range("16MiB", "1TiB").build());

    private static final List<String> SCRIPTS = List.of(Declared.VALIDATE, Declared.PROCESS, Declared.RUN);

    /** What may be said of a section. */
    private static final List<String> SECTION = List.of(
            "title",
            "help",
            "grouped indexes",
            "fields",
            "edit",
            "sections",
            Declared.VALIDATE,
            Declared.PROCESS,
            Declared.RUN,
            "limits");

    private final String owner;
    private final SchemaBinder binder;
    private final Problems problems;

    /** @param owner the package that defines them */
    DeclaredSections(String owner, SchemaBinder binder, Problems problems) {
        this.owner = owner;
        this.binder = binder;
        this.problems = problems;
    }

    /** The field types by name, each with its definition; see {@link OwnType}. */
    Map<String, OwnType> types(Node node) {
        var types = new LinkedHashMap<String, OwnType>();
        map(node, "the field types that this package defines").ifPresent(map -> {
            List<String> names = map.entries().stream().map(Node.Entry::name).toList();
            for (int i = 0; i < names.size(); i++) {
                Node.Entry entry = map.entries().get(i);
                type(entry, names.subList(i, names.size())).ifPresent(type -> types.put(entry.name(), type));
            }
        });
        return types;
    }

    private Optional<OwnType> type(Node.Entry entry, List<String> later) {
        if (!TYPE_NAME.matcher(entry.name()).matches()) {
            problems.at(
                    entry.key(),
                    "'" + entry.name()
                            + "' cannot be the name of a field type: lower case letters, digits and dashes.");
            return Optional.empty();
        }
        return map(entry.value(), "'type' and what bounds it").flatMap(map -> {
            var plain = new ArrayList<Node.Entry>();
            var scripts = new EnumMap<OwnType.Task, String>(OwnType.Task.class);
            for (Node.Entry said : map.entries()) {
                Optional<OwnType.Task> task = Arrays.stream(OwnType.Task.values())
                        .filter(one -> one.key().equals(said.name()))
                        .findFirst();
                task.ifPresentOrElse(
                        one -> program(said.value()).ifPresent(program -> scripts.put(one, program)),
                        () -> plain.add(said));
            }
            var rest = new Node.Entry(entry.key(), new Node.Mapping(map.span(), plain, map.flow()));
            return field(rest).flatMap(spec -> {
                if (later.contains(spec.type())) {
                    problems.at(
                            map.get("type").orElse(map),
                            "'" + spec.type()
                                    + "' is not known yet; a type is based on a plugin or on a type above it.");
                    return Optional.empty();
                }
                if (spec.type().equals("secret") && !scripts.isEmpty()) {
                    problems.at(map, "A type of secrets has no scripts; secrets are shown to none.");
                    return Optional.empty();
                }
                return Optional.of(new OwnType(owner, map, spec, scripts));
            });
        });
    }

    private Optional<String> program(Node node) {
        if (node instanceof Node.Scalar path && !path.isNull() && !path.text().isBlank()) {
            return Optional.of(path.text());
        }
        problems.at(node, "Here the path of a program in the package's folder is expected, such as scripts/check.py.");
        return Optional.empty();
    }

    /** The sections by name. What is wrong goes to the problems. */
    Map<String, Declared> read(Node node) {
        var sections = new LinkedHashMap<String, Declared>();
        map(node, "the sections that this package defines").ifPresent(map -> map.entries()
                .forEach(entry -> map(entry.value(), "'grouped indexes', 'fields', 'edit' …")
                        .ifPresent(section -> sections.put(entry.name(), section(section)))));
        return sections;
    }

    /** Fields by name, as a section has them. */
    Schema fields(Node node) {
        var fields = new LinkedHashMap<String, FieldSpec>();
        map(node, "fields by name")
                .ifPresent(map -> map.entries().forEach(entry -> field(entry).ifPresent(f -> fields.put(f.name(), f))));
        return Schema.fields(fields.values().toArray(FieldSpec[]::new));
    }

    private Limits limits(Node.Mapping node) {
        Map<String, Object> values = node.get("limits")
                .flatMap(value -> map(value, "'time', 'output' and 'memory'"))
                .map(map -> bind(LIMITS, map))
                .orElse(Map.of());
        return new Limits(
                values.get("time") instanceof Duration time ? time : Limits.USUAL.time(),
                values.get("output") instanceof Number output ? output.intValue() : Limits.USUAL.outputBytes(),
                values.get("memory") instanceof Number memory ? memory.longValue() : Limits.USUAL.memoryBytes());
    }

    private Declared section(Node.Mapping node) {
        known(node, SECTION);
        var scripts = new LinkedHashMap<String, String>();
        SCRIPTS.forEach(key -> node.get(key).flatMap(this::program).ifPresent(program -> scripts.put(key, program)));
        List<IndexLayer> layers = list(node.get("grouped indexes")).stream()
                .flatMap(layer -> layer(layer).stream())
                .toList();
        var fields = new LinkedHashMap<>(
                node.get("fields").map(this::fields).orElse(Schema.EMPTY).fields());
        List<FieldSet> sets = node.get("edit")
                .flatMap(value -> map(value, "'field sets'"))
                .map(this::fieldSets)
                .orElse(List.of());
        // a field that a form shows but nobody declares is a text, as in the original
        sets.forEach(set -> set.fields()
                .forEach(name -> fields.computeIfAbsent(
                        name, n -> FieldSpec.of(n, "text").build())));
        layers.forEach(layer -> {
            for (String name : List.of(layer.index(), layer.keyField())) {
                if (!name.isEmpty()) {
                    fields.putIfAbsent(name, FieldSpec.of(name, layer.type()).build());
                }
            }
        });
        Map<String, Declared> inner = node.get("sections").map(this::read).orElse(Map.of());
        var schema = new Schema(
                layers.isEmpty() ? List.of(IndexLayer.key("name")) : layers, fields, sets, Declared.schemas(inner));
        return new Declared(owner, schema, scripts, limits(node), inner, node);
    }

    private Optional<IndexLayer> layer(Node node) {
        return map(node, "'index', 'type' and 'key field'").map(map -> {
            var values = bind(LAYER, map);
            return new IndexLayer(text(values, "index"), text(values, "type"), text(values, "key field"));
        });
    }

    private Optional<FieldSpec> field(Node.Entry entry) {
        if (entry.value() instanceof Node.Scalar type) {
            String id = type.isNull() ? "text" : type.text();
            return Optional.of(FieldSpec.of(entry.name(), id).build()); // the short form: name: type
        }
        return map(entry.value(), "what is said of the field, or its type").map(map -> {
            var values = bind(FIELD, map);
            var element = FieldSpec.of("", text(values, "of")).target(text(values, "target"));
            var field = FieldSpec.of(entry.name(), text(values, "type"))
                    .title(text(values, "title"))
                    .help(text(values, "help"))
                    .required(Boolean.TRUE.equals(values.get("required")))
                    .def(text(values, "default"))
                    .range(text(values, "min"), text(values, "max"))
                    .pattern(text(values, "pattern"))
                    .unit(text(values, "unit"))
                    .target(text(values, "target"))
                    .choices(choices(values));
            boolean collection = List.of("list", "map").contains(text(values, "type"));
            return collection ? field.element(element.build()).build() : field.build();
        });
    }

    private static List<String> choices(Map<String, Object> values) {
        return values.get("choices") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }

    private List<FieldSet> fieldSets(Node.Mapping edit) {
        known(edit, List.of("field sets"));
        var sets = new ArrayList<FieldSet>();
        for (Node element : list(edit.get("field sets"))) {
            map(element, "a title and its fields").ifPresent(set -> set.entries()
                    .forEach(entry -> sets.add(new FieldSet(
                            entry.name(),
                            list(Optional.of(entry.value())).stream()
                                    .map(field -> field.raw().toString())
                                    .toList()))));
        }
        return sets;
    }

    private Map<String, Object> bind(Schema schema, Node.Mapping map) {
        var bound = binder.bind(schema, map.map(), Optional.of(schema.fields().keySet()), Vocabulary.NONE);
        for (Fault fault : bound.faults()) {
            boolean atKey = !schema.fields().containsKey(fault.field());
            Optional<Node.Entry> entry = map.entry(fault.field());
            problems.at(
                    entry.<Node>map(e -> atKey ? e.key() : e.value()).orElse(map), fault.message(), fault.suggestion());
        }
        return bound.values();
    }

    private void known(Node.Mapping map, List<String> keys) {
        for (Node.Entry entry : map.entries()) {
            if (!keys.contains(entry.name())) {
                problems.at(
                        entry.key(),
                        "'" + entry.name() + "' is not known here; possible are " + String.join(", ", keys) + ".",
                        org.redeye.api.schema.Nearest.to(entry.name(), keys));
            }
        }
    }

    private Optional<Node.Mapping> map(Node node, String content) {
        if (node instanceof Node.Mapping map) {
            return Optional.of(map);
        }
        if (!node.isNull()) {
            problems.at(node, "Here a map is expected: " + content + ".");
        }
        return Optional.empty();
    }

    private List<Node> list(Optional<Node> node) {
        if (node.isPresent() && !(node.get() instanceof Node.Sequence)) {
            problems.at(node.get(), "Here a list is expected.");
        }
        return node.isPresent() && node.get() instanceof Node.Sequence list ? list.elements() : List.of();
    }

    private static String text(Map<String, Object> values, String key) {
        return String.valueOf(values.getOrDefault(key, ""));
    }
}
