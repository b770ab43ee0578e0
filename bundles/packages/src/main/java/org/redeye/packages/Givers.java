package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.redeye.api.schema.FieldType;
import org.redeye.packages.Needs.Requirement;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * What packages define for those that require them: sections and field types. A package's own definition comes first, then a
 * plugin, then the packages that it requires, in the order of the text. For one compilation, on one thread.
 */
final class Givers {

    private final Toolbox tools;
    private final Function<String, Optional<String>> texts;
    private final Problems problems;
    private final Map<String, Optional<Giver>> known = new HashMap<>();
    private final Map<String, String> etags = new TreeMap<>();

    /**
     * @param texts the text in force of another package
     * @param problems where goes what is wrong with their definitions, at its place
     */
    Givers(Toolbox tools, Function<String, Optional<String>> texts, Problems problems) {
        this.tools = tools;
        this.texts = texts;
        this.problems = problems;
    }

    /**
     * A package that defines something.
     *
     * @param types the field types that its sections may use: its own and those that are given to it
     */
    record Giver(String name, Definitions definitions, Map<String, OwnType> types) {}

    /**
     * What is given to one package.
     *
     * @param givers the packages that it requires and that are there, in order
     * @param missing those that are not there
     */
    record Given(List<Giver> givers, List<String> missing) {

        /** Nothing. */
        static final Given NONE = new Given(List.of(), List.of());

        /** Who gives a section. */
        Optional<Giver> section(String name) {
            return givers.stream()
                    .filter(giver -> giver.definitions().sections().containsKey(name))
                    .findFirst();
        }

        /** The names of all sections that are given. */
        List<String> sections() {
            return givers.stream()
                    .flatMap(giver -> giver.definitions().sections().keySet().stream())
                    .toList();
        }
    }

    /** What the packages define that are required. */
    Given to(Needs needs) {
        var givers = new ArrayList<Giver>();
        var missing = new ArrayList<String>();
        for (Requirement need : needs.packages()) {
            giver(need.name()).ifPresentOrElse(givers::add, () -> missing.add(need.name()));
        }
        return new Given(givers, missing);
    }

    /** A package's own types, and behind them those that no plugin knows and that are given to it. */
    Map<String, OwnType> types(Map<String, OwnType> own, Given given) {
        var types = new LinkedHashMap<>(own);
        given.givers().forEach(giver -> giver.definitions().types().forEach((name, type) -> {
            if (!isPlugin(name)) {
                types.putIfAbsent(name, type);
            }
        }));
        return types;
    }

    /** The texts that were asked for, as fingerprints by package; empty for one that is not there. */
    Map<String, String> etags() {
        return etags;
    }

    private boolean isPlugin(String type) {
        return PluginIds.of("field", type)
                .flatMap(id -> tools.plugins().instance(id, FieldType.class))
                .isPresent();
    }

    private Optional<Giver> giver(String name) {
        Optional<Giver> there = known.get(name);
        if (there != null) {
            return there;
        }
        known.put(name, Optional.empty()); // who requires himself ends here; the resolver tells the circle
        Optional<String> text = texts.apply(name);
        etags.put(name, text.map(Texts::etag).orElse(""));
        Optional<Giver> read = text.map(found -> read(name, found));
        known.put(name, read);
        return read;
    }

    private Giver read(String name, String text) {
        var aside = problems.fork(name + ": ");
        Document document = Document.read(name + ".yaml", mayDefine(text) ? text : "");
        Node.Mapping root = new Imports(name, ImportedFiles.in(tools.answers().programs()), aside).resolve(document);
        Definitions defined = Definitions.read(name, root, tools.binder(), aside);
        Given given = to(new NeedsReader(name, document, aside).read());
        problems.join(aside);
        return new Giver(name, defined, types(defined.types(), given));
    }

    /** Most packages define nothing; a large one need not be read for that. */
    private static boolean mayDefine(String text) {
        return text.contains("schema") || text.contains("field types");
    }
}
