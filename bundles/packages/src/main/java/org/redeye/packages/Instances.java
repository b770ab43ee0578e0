package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.redeye.api.packages.Difference;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.IndexLayer;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Schema;
import org.redeye.api.schema.Secret;
import org.redeye.api.section.Item;
import org.redeye.packages.Givers.Given;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * The items of a schema instance: each is the spec, another package's text, with the item's data in place of
 * {@code %(item.NAME)s} and what it customizes laid over it.
 */
final class Instances {

    /** The section that the items stand in, as they are told of. */
    static final String SECTION = "schema instance";

    private static final String CUSTOM = "custom";
    private static final String A_MAP = "a map";
    private static final String A_LIST = "a list";
    private static final Schema NAMED =
            Schema.fields(FieldSpec.of("name", "text").build());

    private final Toolbox tools;
    private final String name;
    private final Givers givers;
    private final Findings found;
    private final Problems problems;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Scope> byItem = new LinkedHashMap<>();
    private final String spec;
    private Schema schema = Schema.EMPTY;
    private Given lent = Given.NONE;
    private Map<String, Declared> defined = Map.of();
    private Map<String, Map<String, String>> prints = Map.of();
    private List<Item> items = List.of();

    Instances(
            Toolbox tools,
            String name,
            Node node,
            Definitions own,
            Function<String, Optional<String>> texts,
            Givers givers,
            Findings found) {
        this.tools = tools;
        this.name = name;
        this.givers = givers;
        this.found = found;
        this.problems = found.problems;
        this.spec = node instanceof Node.Mapping map && own.parameters().isEmpty() ? read(map, texts) : misplaced(node);
    }

    private String misplaced(Node node) {
        problems.at(
                node,
                node instanceof Node.Mapping
                        ? "A package with 'schema parameters' cannot be an instance of another one."
                        : "Here a map is expected: 'of' (a package) and 'items'.");
        return "";
    }

    /** The name of the spec; empty if there is none. */
    private String read(Node.Mapping map, Function<String, Optional<String>> texts) {
        for (Node.Entry entry : map.entries()) {
            if (!List.of("of", "items").contains(entry.name())) {
                problems.at(
                        entry.key(),
                        "'" + entry.name() + "' is not known here; possible are of, items.",
                        Nearest.to(entry.name(), List.of("of", "items")));
            }
        }
        Optional<Node> of = map.get("of");
        if (of.isEmpty() || !(of.get() instanceof Node.Scalar given)) {
            problems.at(of.orElse(map), "'of' is missing: the package that this one is an instance of.");
            return "";
        }
        String wanted = given.text();
        Optional<String> text = texts.apply(wanted);
        if (text.isEmpty()) {
            found.pending.put(name + "/" + SECTION, "needs the package " + wanted);
            return wanted;
        }
        var aside = problems.fork(wanted + ": ");
        Document document = Document.read(wanted + ".yaml", text.get());
        Node.Mapping root = new Imports(wanted, ImportedFiles.in(tools.answers().programs()), aside).resolve(document);
        lent = givers.to(new NeedsReader(wanted, document, aside).read());
        Definitions alone = Definitions.read(wanted, root, tools.binder(), aside);
        Definitions theirs = alone.with(givers.types(alone.types(), lent));
        if (theirs.parameters().isEmpty()) {
            problems.at(
                    given, "The package '" + wanted + "' has no 'schema parameters'; only such a one has instances.");
            return wanted;
        }
        problems.join(aside);
        map.get("items").ifPresent(value -> read(value, wanted, root, theirs));
        return wanted;
    }

    private void read(Node value, String wanted, Node.Mapping root, Definitions theirs) {
        Schema parameters = theirs.parameters().orElseThrow();
        schema = NAMED.merge(parameters).below(IndexLayer.key("name"));
        if (parameters.fields().containsKey(CUSTOM)) {
            problems.at(root.get("schema parameters").orElse(root), "No parameter can be called 'custom'.");
        }
        defined = theirs.sections();
        prints = theirs.fingerprints(wanted, tools.answers());
        TypeScripts.close(theirs.types(), tools.answers());
        Node plain = without(value);
        var words = Vocabulary.of(Map.of(), theirs.types());
        new SectionReader(name, tools.binder(), problems.fork(""), words).read(SECTION, schema, plain);
        new TypeScripts(tools.answers(), problems).ask(theirs.types());
        var reader = new SectionReader(name, tools.binder(), problems, words);
        Problems.Mark before = problems.mark();
        items = reader.read(SECTION, schema, plain);
        if (!problems.mark().equals(before)) {
            return; // what is wrong with the data would be said again wherever it is used
        }
        for (Item item : items) {
            Node.Mapping given = reader.node(item);
            Node.Mapping own =
                    value instanceof Node.Mapping map && map.get(item.key()).orElse(given) instanceof Node.Mapping whole
                            ? whole
                            : given;
            add(item, own, wanted, root, theirs);
        }
    }

    /** The items with what they customize left out: those are no parameters. */
    private static Node without(Node value) {
        if (!(value instanceof Node.Mapping map)) {
            return value;
        }
        var entries = new ArrayList<Node.Entry>();
        for (Node.Entry entry : map.entries()) {
            Node inner = entry.value() instanceof Node.Mapping item
                    ? new Node.Mapping(
                            item.span(),
                            item.entries().stream()
                                    .filter(one -> !one.name().equals(CUSTOM))
                                    .toList(),
                            item.flow())
                    : entry.value();
            entries.add(new Node.Entry(entry.key(), inner));
        }
        return new Node.Mapping(map.span(), entries, map.flow());
    }

    private void add(Item item, Node.Mapping own, String wanted, Node.Mapping root, Definitions theirs) {
        String origin = item.key() + ": ";
        var filling = new ItemFilling(item, own, theirs.parameters().orElseThrow(), name, problems.fork(origin));
        Node.Mapping plain = filling.fill(sections(root));
        problems.join(filling.problems());
        Node.Mapping whole =
                own.get(CUSTOM).map(custom -> overlay(plain, custom, item)).orElse(plain);
        var scope = new Scope(
                tools,
                new Scope.Place(name, item.key(), wanted, origin),
                whole,
                theirs.sections(),
                theirs.types(),
                lent,
                found);
        scopes.add(scope);
        byItem.put(item.key(), scope);
        parameters(item, theirs);
    }

    private static Node.Mapping sections(Node.Mapping root) {
        return new Node.Mapping(
                root.span(),
                root.entries().stream()
                        .filter(entry -> !Scope.NO_SECTIONS.contains(entry.name()))
                        .toList(),
                root.flow());
    }

    // ---- what differs

    private void parameters(Item item, Definitions theirs) {
        theirs.parameters().orElseThrow().fields().forEach((field, spec) -> {
            Object raw = item.raw().get(field);
            Object typed = item.values().get(field);
            if (raw != null && !spec.def().isEmpty() && !raw.equals(spec.def())) {
                String shown = typed instanceof Secret ? Secret.MASK : String.valueOf(raw);
                differences.add(new Difference(item.key(), field, spec.def(), shown, item.position(field)));
            }
        });
    }

    private Node.Mapping overlay(Node.Mapping plain, Node custom, Item item) {
        if (custom instanceof Node.Mapping map) {
            return overlay(plain, map, item, "");
        }
        problems.at(custom, "Here a map is expected: the sections of the spec that this item has otherwise.");
        return plain;
    }

    private Node.Mapping overlay(Node.Mapping plain, Node.Mapping custom, Item item, String path) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        plain.entries().forEach(entry -> entries.put(entry.name(), entry));
        for (Node.Entry entry : custom.entries()) {
            String here = path.isEmpty() ? entry.name() : path + "/" + entry.name();
            Node.Entry there = entries.get(entry.name());
            if (there != null
                    && there.value() instanceof Node.Mapping inner
                    && entry.value() instanceof Node.Mapping more) {
                entries.put(entry.name(), new Node.Entry(there.key(), overlay(inner, more, item, here)));
                continue;
            }
            Object before = there == null ? "" : there.value().raw();
            if (!before.equals(entry.value().raw())) {
                differences.add(new Difference(
                        item.key(), here, text(before), text(entry.value().raw()), Document.place(entry.value())));
            }
            entries.put(entry.name(), entry);
        }
        return new Node.Mapping(plain.span(), List.copyOf(entries.values()), plain.flow());
    }

    private static String text(Object raw) {
        return raw instanceof String text ? text : raw instanceof Map ? A_MAP : A_LIST;
    }

    // ---- what it gives

    List<Scope> scopes() {
        return scopes;
    }

    Set<String> specs() {
        return spec.isEmpty() ? Set.of() : Set.of(spec);
    }

    /** Where items differ from the spec; values that no field type knows, and secrets, are masked. */
    List<Difference> differences() {
        return differences.stream().map(this::masked).toList();
    }

    /** A value that an item customizes is shown if a field of a section has typed it and it is no secret. */
    private Difference masked(Difference difference) {
        List<String> path = List.of(difference.field().split("/", -1));
        Scope scope = byItem.get(difference.item());
        boolean plain = Stream.of(difference.spec(), difference.own())
                .allMatch(text -> List.of("", A_MAP, A_LIST).contains(text));
        if (path.size() == 1 || scope == null || plain) {
            return difference;
        }
        boolean known = scope.items().getOrDefault(path.get(0), List.of()).stream()
                .filter(item -> path.size() > item.path().size() + 1
                        && path.subList(1, item.path().size() + 1).equals(item.path()))
                .anyMatch(item -> {
                    Object typed = item.values().get(path.get(item.path().size() + 1));
                    return typed != null && !(typed instanceof Secret) && !(typed instanceof Map);
                });
        return known
                ? difference
                : new Difference(
                        difference.item(), difference.field(), Secret.MASK, Secret.MASK, difference.position());
    }

    /** Adds the sections that the spec defines, as each item has them, and the fingerprints of their programs. */
    void addDefined(Map<String, Declared> declared, Map<String, Map<String, String>> scripts) {
        for (String key : byItem.keySet()) {
            defined.forEach((section, one) -> declared.put(key + "/" + section, one));
            prints.forEach((section, some) -> scripts.put(key + "/" + section, some));
        }
    }

    /** Adds the items, and the sections that each of them has. */
    void addTo(Map<String, Schema> schemas, Map<String, List<Item>> all) {
        if (!spec.isEmpty() && !schema.fields().isEmpty()) {
            schemas.put(SECTION, schema);
            all.put(SECTION, items);
        }
        byItem.forEach((key, scope) -> {
            scope.schemas().forEach((section, one) -> schemas.put(key + "/" + section, one));
            scope.items().forEach((section, some) -> all.put(key + "/" + section, some));
        });
    }
}
