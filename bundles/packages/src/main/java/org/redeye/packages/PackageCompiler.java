package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Declaration;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.packages.Guard.PluginFailure;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * Compiles the text of one package to declarations. Depends on nothing but the text and the plugins that are there, and
 * changes nothing.
 */
final class PackageCompiler {

    /** The names a package may have; also those of its file and of its address in the console. */
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+){0,2}(\\.[A-Za-z0-9_-]+)?");
    private static final Schema HEADER = Schema.fields(
            FieldSpec.of("name", "text").build(),
            FieldSpec.of("version", "text").build(),
            FieldSpec.of("title", "text").build(),
            FieldSpec.of("help", "text").build());

    private final PluginRegistry plugins;
    private final SchemaBinder binder;
    private final Guard guard;
    private final Map<String, String> variables;

    PackageCompiler(PluginRegistry plugins, SchemaBinder binder, Guard guard, Map<String, String> variables) {
        this.plugins = plugins;
        this.binder = binder;
        this.guard = guard;
        this.variables = Map.copyOf(variables);
    }

    Compiled compile(String name, Document document) {
        return new Compilation(name, document).run();
    }

    /** One run: what is collected on the way. */
    private final class Compilation {
        private final String name;
        private final Document document;
        private final Problems problems;
        private final List<Problem> warnings = new ArrayList<>();
        private final Map<String, String> pending = new TreeMap<>();
        private final Map<String, Schema> schemas = new LinkedHashMap<>();
        private final Map<String, SectionType> types = new LinkedHashMap<>();
        private final Map<String, List<String>> paths = new LinkedHashMap<>();
        private final Map<String, List<Item>> items = new LinkedHashMap<>();
        private final Map<Compiled.Key, Declaration> declarations = new LinkedHashMap<>();
        private final SectionReader reader;

        Compilation(String name, Document document) {
            this.name = name;
            this.document = document;
            this.problems = new Problems(document);
            this.reader = new SectionReader(name, document, binder, problems, FieldTypes.names(paths));
        }

        Compiled run() {
            Map<String, Object> header = header();
            Needs needs = new NeedsReader(name, document, problems).read();
            Resolver.plugins(name, needs, plugins).forEach(problems::add);
            pending.putAll(Resolver.pending(name, needs, plugins));
            Map<String, Schema> declared = document.root()
                    .get("schema")
                    .map(new DeclaredSections(binder, problems)::read)
                    .orElse(Map.of());
            document.root().entries().stream()
                    .filter(entry ->
                            !entry.name().equals("package") && !entry.name().equals("schema"))
                    .forEach(entry -> findType(entry, declared));
            schemas.forEach((section, schema) -> paths.put(
                    section, SectionReader.paths(value(section), schema.layers().size())));
            schemas.forEach((section, schema) -> items.put(section, reader.read(section, schema, value(section))));
            if (problems.isEmpty()) {
                types.forEach(this::compileSection);
            }
            return new Compiled(
                    name,
                    header.getOrDefault("version", "0.0.0").toString(),
                    header.getOrDefault("title", name).toString(),
                    document.text(),
                    Texts.etag(document.text()),
                    schemas,
                    items,
                    declarations,
                    problems.list(),
                    warnings,
                    pending,
                    needs);
        }

        private Node value(String section) {
            return document.root().entry(section).orElseThrow().value();
        }

        private Map<String, Object> header() {
            Optional<Node> node = document.root().get("package");
            if (node.isEmpty()) {
                return Map.of();
            }
            if (!(node.get() instanceof Node.Mapping map)) {
                problems.at(node.get(), "'package' is a map with name, version and title.");
                return Map.of();
            }
            Map<String, Object> raw = map.map();
            if (!binder.types().missing(HEADER).isEmpty()) {
                return raw; // text will come; the header waits for nobody
            }
            NeedsReader.KEYS.forEach(raw::remove);
            var known = new LinkedHashSet<>(HEADER.fields().keySet());
            known.addAll(NeedsReader.KEYS);
            var bound = binder.bind(HEADER, raw, Optional.of(known), FieldTypes.NO_SECTIONS);
            bound.faults()
                    .forEach(fault -> problems.at(
                            map.entry(fault.field()).<Node>map(Node.Entry::key).orElse(map),
                            fault.message(),
                            fault.suggestion()));
            map.get("name")
                    .filter(given -> !given.raw().equals(name))
                    .ifPresent(given -> problems.at(
                            given,
                            "The package is called '" + given.raw() + "' but its file " + name
                                    + ".yaml; the two must agree.",
                            name));
            map.get("version")
                    .filter(given -> !VERSION.matcher(given.raw().toString()).matches())
                    .ifPresent(given -> problems.at(
                            given, "'" + given.raw() + "' is no version; expected is something like 1.0.0."));
            return bound.values();
        }

        private void findType(Node.Entry entry, Map<String, Schema> declared) {
            String section = entry.name();
            Optional<SectionType> type = Optional.empty();
            Schema schema = declared.get(section);
            if (schema == null) {
                type = PluginIds.section(section).flatMap(id -> plugins.instance(id, SectionType.class));
                if (type.isEmpty()) {
                    unknownSection(entry, declared.keySet());
                    return;
                }
                schema = schemaOf(section, type.get(), entry);
            }
            Collection<PluginId> missing = binder.types().missing(schema);
            if (!missing.isEmpty()) {
                pending.put(name + "/" + section, "needs " + missing.iterator().next());
                return;
            }
            schemas.put(section, schema);
            type.ifPresent(found -> types.put(section, found));
        }

        private Schema schemaOf(String section, SectionType type, Node.Entry entry) {
            try {
                return guard.call("section:" + section, type::schema);
            } catch (PluginFailure e) {
                problems.at(entry.key(), String.valueOf(e.getMessage()));
                return Schema.EMPTY;
            }
        }

        /** A near miss of a section that is there is a slip; anything else waits for its plugin. */
        private void unknownSection(Node.Entry entry, Collection<String> declared) {
            var known = new LinkedHashSet<>(declared);
            known.addAll(List.of("package", "schema"));
            plugins.list().stream()
                    .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                    .map(PluginInfo::id)
                    .filter(id -> id.kind().equals("section"))
                    .forEach(
                            id -> known.add(entry.name().contains(" ") ? id.id().replace('-', ' ') : id.id()));
            String near = Nearest.to(entry.name(), known);
            if (!near.isEmpty()) {
                problems.at(entry.key(), "There is no section '" + entry.name() + "'.", near);
            } else if (PluginIds.section(entry.name()).isEmpty()) {
                problems.at(
                        entry.key(),
                        "'" + entry.name()
                                + "' cannot be a section: a name is lower case letters, digits, dashes and blanks; possible are "
                                + String.join(", ", known) + ".");
            } else {
                pending.put(
                        name + "/" + entry.name(),
                        "needs " + PluginIds.section(entry.name()).orElseThrow());
                warnings.add(new Problem(
                        document.position(entry.key()),
                        "The section '" + entry.name() + "' waits for the plugin "
                                + PluginIds.section(entry.name()).orElseThrow() + ".",
                        ""));
            }
        }

        private void compileSection(String section, SectionType type) {
            var context = new ItemContext(
                    new ItemIndex(items), reader, problems, plugins, binder, variables, FieldTypes.names(paths));
            List<Item> mine = items.get(section);
            try {
                List<Declaration> found = guard.call("section:" + section, () -> {
                    var all = new ArrayList<Declaration>();
                    for (Item item : mine) {
                        all.addAll(type.compile(item, context));
                    }
                    return all;
                });
                found.forEach(declaration -> declare(declaration, section));
            } catch (PluginFailure e) {
                problems.at(document.root().entry(section).orElseThrow().key(), String.valueOf(e.getMessage()));
            }
            mine.forEach(item -> needs(item, schemas.get(section)));
        }

        private void declare(Declaration declaration, String section) {
            if (declarations.putIfAbsent(new Compiled.Key(declaration), declaration) != null) {
                problems.at(
                        document.root().entry(section).orElseThrow().key(),
                        "Two items of this section ask for '" + declaration.id() + "'.");
            }
        }

        /** What an item refers to and is not there. */
        private void needs(Item item, Schema schema) {
            schema.fields().values().stream()
                    .filter(field -> field.target().startsWith("plugin:"))
                    .forEach(
                            field -> PluginIds.of(field.target().substring("plugin:".length()), item.text(field.name()))
                                    .filter(id -> plugins.find(id)
                                            .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                                            .isEmpty())
                                    .ifPresent(id -> pending.put(item.id(), "needs " + id)));
            item.nested()
                    .forEach((inner, list) ->
                            list.forEach(child -> needs(child, schema.sections().getOrDefault(inner, Schema.EMPTY))));
        }
    }
}
