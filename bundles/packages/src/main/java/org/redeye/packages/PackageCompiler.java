package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.redeye.api.plugin.PluginRegistry;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.packages.Givers.Given;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * Compiles the text of one package to declarations. Depends on nothing but the text, the files of the package, what its
 * scripts answer and the plugins that are there, and changes nothing.
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

    private final Toolbox tools;

    PackageCompiler(
            PluginRegistry plugins, SchemaBinder binder, Guard guard, Map<String, String> variables, Answers answers) {
        tools = new Toolbox(plugins, binder, guard, Map.copyOf(variables), answers);
    }

    /**
     * The same without calling scripts: what they have answered before holds, and where they have not, a warning says that
     * they will be asked.
     */
    Compiled sketch(String name, Document document, ImportedFiles files, Function<String, Optional<String>> texts) {
        var quiet = new Toolbox(
                tools.plugins(),
                tools.binder(),
                tools.guard(),
                tools.variables(),
                tools.answers().keptOnly());
        return new Compilation(quiet, name, document, files, texts).run();
    }

    /** @param texts the text in force of another package, for instances of it */
    Compiled compile(String name, Document document, Function<String, Optional<String>> texts) {
        return compile(name, document, standing(), texts);
    }

    /** @param files where the files come from that it imports */
    Compiled compile(String name, Document document, ImportedFiles files, Function<String, Optional<String>> texts) {
        return new Compilation(tools, name, document, files, texts).run();
    }

    /** The files as they stand beside the packages. */
    ImportedFiles standing() {
        return ImportedFiles.in(tools.answers().programs());
    }

    /** One run: what is collected on the way. */
    private static final class Compilation {
        private final Toolbox tools;
        private final String name;
        private final Document document;
        private final ImportedFiles files;
        private final Function<String, Optional<String>> texts;
        private final Findings found;
        private final Problems problems;

        Compilation(
                Toolbox tools,
                String name,
                Document document,
                ImportedFiles files,
                Function<String, Optional<String>> texts) {
            this.tools = tools;
            this.name = name;
            this.document = document;
            this.files = files;
            this.texts = texts;
            this.found = new Findings(document);
            this.problems = found.problems;
        }

        Compiled run() {
            Map<String, Object> header = header();
            Needs needs = new NeedsReader(name, document, problems).read();
            ReviewRule review = ReviewRule.read(document, problems);
            Resolver.plugins(name, needs, tools.plugins()).forEach(problems::add);
            found.pending.putAll(Resolver.pending(name, needs, tools.plugins()));
            Node.Mapping root = new Imports(name, files, problems).resolve(document);
            var givers = new Givers(tools, texts, problems);
            Given given = givers.to(needs);
            Definitions alone = Definitions.read(name, root, tools.binder(), problems);
            Definitions own = alone.with(givers.types(alone.types(), given));
            Optional<Instances> instances = root.get("schema instance")
                    .map(node -> new Instances(tools, name, node, own, texts, givers, found));
            List<Scope> scopes = new ArrayList<>();
            var place = new Scope.Place(name, "", name, "");
            var top = new Scope(
                    tools, place, own.isSpec() ? bare(root) : root, own.sections(), own.types(), given, found);
            scopes.add(top);
            instances.ifPresent(some -> scopes.addAll(some.scopes()));
            compile(scopes);
            var schemas = new LinkedHashMap<>(top.schemas());
            schemas.replaceAll((section, schema) -> top.shown(section, own));
            var items = new LinkedHashMap<>(top.items());
            instances.ifPresent(some -> some.addTo(schemas, items));
            var declared = new LinkedHashMap<>(own.sections());
            declared.putAll(top.given());
            Map<String, Map<String, String>> scripts = own.fingerprints(name, tools.answers());
            scripts.putAll(top.fingerprints());
            instances.ifPresent(some -> some.addDefined(declared, scripts));
            return new Compiled(
                    name,
                    header.getOrDefault("version", "0.0.0").toString(),
                    header.getOrDefault("title", name).toString(),
                    document.text(),
                    Texts.etag(document.text()),
                    schemas,
                    items,
                    found.declarations,
                    problems.list(),
                    found.warnings,
                    found.pending,
                    needs,
                    new Anatomy(
                            declared,
                            scripts,
                            Execution.of(name, own.types(), declared, items),
                            instances.map(Instances::specs).orElse(Set.of()),
                            top.givers(),
                            givers.etags(),
                            review,
                            instances.map(Instances::differences).orElse(List.of())));
        }

        /** Each step only if nothing was wrong before it: scripts and section types see what is right. */
        private void compile(List<Scope> scopes) {
            scopes.forEach(Scope::read);
            if (isGood(scopes)) {
                scopes.forEach(Scope::validate);
            }
            var made = new ArrayList<List<Scope>>();
            if (isGood(scopes)) {
                scopes.forEach(scope -> made.add(scope.process()));
            }
            List<Scope> fragments = made.stream().flatMap(List::stream).toList();
            if (isGood(scopes) && isGood(fragments)) {
                for (int i = 0; i < scopes.size(); i++) {
                    var family = new ArrayList<Scope>();
                    family.add(scopes.get(i));
                    family.addAll(made.get(i));
                    new FamilyCompiler(tools, found, family).compile();
                }
            }
            scopes.forEach(Scope::close);
            fragments.forEach(Scope::close);
        }

        private boolean isGood(List<Scope> scopes) {
            return problems.isEmpty() && scopes.stream().allMatch(Scope::isGood);
        }

        /** A spec is put in force by its instances, not by itself. */
        private static Node.Mapping bare(Node.Mapping root) {
            return new Node.Mapping(root.span(), List.of(), root.flow());
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
            if (!tools.binder().types().missing(HEADER).isEmpty()) {
                return raw; // text will come; the header waits for nobody
            }
            NeedsReader.KEYS.forEach(raw::remove);
            ReviewRule.KEYS.forEach(raw::remove);
            var known = new LinkedHashSet<>(HEADER.fields().keySet());
            known.addAll(NeedsReader.KEYS);
            known.addAll(ReviewRule.KEYS);
            var bound = tools.binder().bind(HEADER, raw, Optional.of(known), Vocabulary.NONE);
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
    }
}
