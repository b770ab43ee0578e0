package org.redeye.packages;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.api.plugin.PluginState;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;
import org.redeye.api.section.Item;
import org.redeye.api.section.SectionType;
import org.redeye.packages.Givers.Given;
import org.redeye.packages.Givers.Giver;
import org.redeye.packages.Guard.PluginFailure;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * Sections that belong together: those of a package's text, those that a script returned for one item, those of one item
 * of a schema instance. References and lookups stay within; ids begin with the package and the place of the scope.
 */
final class Scope {

    /** Sections of the product that are one letter apart: one of them is no slip for the other, it waits for its plugin. */
    private static final List<String> ALIKE = List.of("roles", "rules");

    /** Keys at the top of a package that are no sections. */
    static final List<String> NO_SECTIONS =
            List.of("package", "schema", "field types", "schema parameters", "schema instance");

    /** Why scripts of a package do not run. */
    static final String UNTRUSTED = "its scripts run once an admin trusts the package";

    /**
     * Where a scope stands.
     *
     * @param packageName the package that its declarations belong to
     * @param prefix its place within the package; empty for the text itself
     * @param owner the package whose scripts it calls
     * @param origin said before what is wrong in it
     */
    record Place(String packageName, String prefix, String owner, String origin) {
        String section(String name) {
            return prefix.isEmpty() ? name : prefix + "/" + name;
        }
    }

    private final Toolbox tools;
    private final Place place;
    private final Node.Mapping root;
    private final Map<String, Declared> declared;
    private final Map<String, OwnType> ownTypes;
    private final Given given;
    private final Map<String, Giver> givers = new LinkedHashMap<>();
    private final Findings found;
    private final Problems problems;
    private final Map<String, Schema> schemas = new LinkedHashMap<>();
    private final Map<String, SectionType> types = new LinkedHashMap<>();
    private final Map<String, List<String>> paths = new LinkedHashMap<>();
    private final Map<String, List<Item>> items = new LinkedHashMap<>();
    private final Vocabulary words;
    private SectionReader reader;

    Scope(
            Toolbox tools,
            Place place,
            Node.Mapping root,
            Map<String, Declared> declared,
            Map<String, OwnType> ownTypes,
            Given given,
            Findings found) {
        this(tools, place, root, declared, ownTypes, given, found, Map.of());
    }

    /** @param around the paths of items that references may name beside its own */
    private Scope(
            Toolbox tools,
            Place place,
            Node.Mapping root,
            Map<String, Declared> declared,
            Map<String, OwnType> ownTypes,
            Given given,
            Findings found,
            Map<String, List<String>> around) {
        this.tools = tools;
        this.place = place;
        this.root = root;
        this.declared = new LinkedHashMap<>(declared);
        this.given = given;
        this.ownTypes = ownTypes;
        this.found = found;
        this.problems = found.problems.fork(place.origin());
        this.words = new Vocabulary(section -> joined(paths, around, section), ownTypes);
        this.reader = new SectionReader(place.packageName(), tools.binder(), problems, words);
    }

    private static List<String> joined(
            Map<String, List<String>> own, Map<String, List<String>> around, String section) {
        List<String> mine = own.getOrDefault(section, List.of());
        if (!around.containsKey(section)) {
            return mine;
        }
        var all = new ArrayList<>(mine);
        all.addAll(around.get(section));
        return all;
    }

    // ---- what it holds

    Map<String, Schema> schemas() {
        return schemas;
    }

    Map<String, List<Item>> items() {
        return items;
    }

    /** The sections that are here and that other packages define. */
    Map<String, Declared> given() {
        var sections = new LinkedHashMap<String, Declared>();
        givers.keySet().forEach(section -> sections.put(section, declared(section)));
        return sections;
    }

    /** Who defines them. */
    Map<String, String> givers() {
        var names = new LinkedHashMap<String, String>();
        givers.forEach((section, giver) -> names.put(section, giver.name()));
        return names;
    }

    /** The programs of those sections, see {@link Anatomy#scripts}. */
    Map<String, Map<String, String>> fingerprints() {
        var prints = new LinkedHashMap<String, Map<String, String>>();
        givers.forEach((section, giver) -> prints.putAll(
                Definitions.fingerprints(Map.of(section, declared(section)), giver.name(), tools.answers())));
        return prints;
    }

    /** The schema of a section for those who do not know the types that packages define. */
    Schema shown(String section, Definitions own) {
        Giver giver = givers.get(section);
        Definitions definer = giver == null ? own : giver.definitions().with(giver.types());
        return definer.shown(schemas.getOrDefault(section, Schema.EMPTY));
    }

    private Declared declared(String section) {
        return Objects.requireNonNull(declared.get(section));
    }

    // ---- reading

    /** Finds the types of the sections and reads their items; values that scripts judge are read again with their word. */
    void read() {
        root.entries().stream()
                .filter(entry -> !NO_SECTIONS.contains(entry.name()))
                .forEach(this::findType);
        schemas.forEach((section, schema) -> paths.put(
                section, SectionReader.paths(value(section), schema.layers().size())));
        Problems.Mark before = problems.mark();
        readItems();
        List<Map<String, OwnType>> all = Stream.concat(
                        Stream.of(ownTypes), givers.values().stream().map(Giver::types))
                .toList();
        if (all.stream().flatMap(types -> types.values().stream()).anyMatch(type -> !type.wanted()
                .isEmpty())) {
            problems.reset(before);
            all.forEach(new TypeScripts(tools.answers(), problems)::ask);
            readItems();
        }
    }

    private void readItems() {
        reader = new SectionReader(place.packageName(), tools.binder(), problems, words);
        items.clear();
        schemas.forEach((section, schema) -> {
            Giver giver = givers.get(section);
            SectionReader its = giver == null ? reader : reader.speaking(new Vocabulary(words.names(), giver.types()));
            items.put(section, its.read(place.section(section), schema, value(section)));
        });
    }

    private Node value(String section) {
        return root.entry(section).orElseThrow().value();
    }

    private void findType(Node.Entry entry) {
        String section = entry.name();
        Optional<SectionType> type = Optional.empty();
        Schema schema;
        Declared own = declared.get(section);
        if (own == null) {
            type = PluginIds.section(section).flatMap(id -> tools.plugins().instance(id, SectionType.class));
            Optional<Giver> giver = type.isEmpty() ? given.section(section) : Optional.empty();
            if (type.isEmpty() && giver.isEmpty()) {
                unknownSection(entry);
                return;
            }
            own = giver.map(one -> one.definitions().sections().get(section)).orElse(null);
            giver.ifPresent(one -> give(section, one));
            schema = type.isPresent()
                    ? schemaOf(section, type.get(), entry)
                    : declared(section).schema();
        } else {
            schema = own.schema();
        }
        Map<String, OwnType> known =
                givers.containsKey(section) ? givers.get(section).types() : ownTypes;
        String id = place.packageName() + "/" + place.section(section);
        Collection<PluginId> missing = tools.binder().types().missing(schema, new Vocabulary(words.names(), known));
        if (!missing.isEmpty()) {
            found.pending.put(id, "needs " + missing.iterator().next());
            return;
        }
        Optional<String> untrusted =
                own != null && own.calls() && !tools.answers().trusted(own.owner())
                        ? Optional.of(own.owner())
                        : TypeScripts.untrusted(schema, known, tools.answers());
        untrusted.ifPresent(
                owner -> found.pending.put(id, owner.equals(place.owner()) ? UNTRUSTED : UNTRUSTED + " " + owner));
        TypeScripts.close(known, tools.answers());
        schemas.put(section, schema);
        type.ifPresent(there -> types.put(section, there));
    }

    private void give(String section, Giver giver) {
        givers.put(section, giver);
        declared.put(section, giver.definitions().sections().get(section));
    }

    /** The schema of a plugin's section, asked for once in a compilation. */
    private Schema schemaOf(String section, SectionType type, Node.Entry entry) {
        Schema known = found.schemas.get(section);
        if (known != null) {
            return known;
        }
        try {
            Schema schema = tools.guard().call("section:" + section, type::schema);
            found.schemas.put(section, schema);
            return schema;
        } catch (PluginFailure e) {
            problems.at(entry.key(), String.valueOf(e.getMessage()));
            return Schema.EMPTY;
        }
    }

    /** A near miss of a section that is there is a slip; anything else waits for its plugin. */
    private void unknownSection(Node.Entry entry) {
        if (!given.missing().isEmpty()) { // whatever it is, that package may define it
            found.pending.put(
                    place.packageName() + "/" + place.section(entry.name()),
                    "needs a plugin or the package " + String.join(" or ", given.missing()));
            return;
        }
        var known = new LinkedHashSet<>(declared.keySet());
        known.addAll(NO_SECTIONS);
        known.addAll(given.sections());
        tools.plugins().list().stream()
                .filter(plugin -> plugin.state() == PluginState.ACTIVE)
                .map(PluginInfo::id)
                .filter(id -> id.kind().equals("section"))
                .forEach(id -> known.add(entry.name().contains(" ") ? id.id().replace('-', ' ') : id.id()));
        String near = Nearest.to(entry.name(), known);
        if (!near.isEmpty() && !ALIKE.contains(entry.name())) {
            problems.at(entry.key(), "There is no section '" + entry.name() + "'.", near);
            return;
        }
        Optional<PluginId> wanted = PluginIds.section(entry.name());
        if (wanted.isEmpty()) {
            problems.at(
                    entry.key(),
                    "'" + entry.name()
                            + "' cannot be a section: a name is lower case letters, digits, dashes and blanks; possible are "
                            + String.join(", ", known) + ".");
        } else {
            found.pending.put(place.packageName() + "/" + place.section(entry.name()), "needs " + wanted.get());
            found.warn(new Problem(
                    Document.place(entry.key()),
                    "The section '" + entry.name() + "' waits for the plugin " + wanted.get() + ".",
                    ""));
        }
    }

    // ---- scripts

    /** Has the scripts of its own sections judge their items. */
    void validate() {
        scripted().forEach((section, own) -> scripts(own).validate(place.section(section), own, items.get(section)));
    }

    /** The scopes that the scripts of its own sections ask for, read already. */
    List<Scope> process() {
        var scopes = new ArrayList<Scope>();
        scripted().forEach((section, own) -> {
            for (var fragment : scripts(own).process(place.section(section), own, items.get(section))) {
                var inner = new Scope(
                        tools,
                        new Place(
                                place.packageName(),
                                fragment.owner(),
                                place.owner(),
                                place.origin() + fragment.program() + " returned for " + fragment.owner() + ": "),
                        fragment.root(),
                        Map.of(),
                        ownTypes,
                        Given.NONE,
                        found,
                        paths);
                inner.read();
                scopes.add(inner);
            }
        });
        return scopes;
    }

    private SectionScripts scripts(Declared own) {
        return new SectionScripts(own.owner(), tools.answers(), reader, problems, found);
    }

    /** The sections of its own that are there and whose scripts may run. */
    private Map<String, Declared> scripted() {
        var scripted = new LinkedHashMap<String, Declared>();
        declared.forEach((section, own) -> {
            if (own.calls() && items.containsKey(section) && tools.answers().trusted(own.owner())) {
                scripted.put(section, own);
            }
        });
        return scripted;
    }

    // ---- compiling

    Map<String, SectionType> types() {
        return types;
    }

    /** What section types see; it must not outlive the call. */
    ItemContext context(ItemIndex index) {
        return new ItemContext(
                index, reader, problems, tools.plugins(), tools.binder(), tools.variables(), words, found::warn);
    }

    Node key(String section) {
        return root.entry(section).orElseThrow().key();
    }

    /** Says that the plugin of a section broke. */
    void broke(String section, String message) {
        problems.at(key(section), message);
    }

    /** Hands on what is wrong. To be called once, when all is done. */
    void close() {
        found.problems.join(problems);
    }

    boolean isGood() {
        return problems.isEmpty();
    }
}
