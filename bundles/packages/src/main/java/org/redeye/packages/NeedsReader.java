package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.framework.VersionRange;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.schema.Nearest;
import org.redeye.packages.Needs.Fallback;
import org.redeye.packages.Needs.Kind;
import org.redeye.packages.Needs.Requirement;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/** Reads what a header asks of others: {@code requires} and {@code fallback}. What is wrong goes to the problems. */
final class NeedsReader {

    /** The keys of the header that it reads. */
    static final List<String> KEYS = List.of("requires", "fallback");

    private static final List<String> KINDS = List.of("packages", "plugins");

    /** Entries of each kind; nobody can keep more in order. */
    private static final int MOST = 100;

    private final String name;
    private final Document document;
    private final Problems problems;

    NeedsReader(String name, Document document, Problems problems) {
        this.name = name;
        this.document = document;
        this.problems = problems;
    }

    Needs read() {
        Optional<Node.Mapping> header = document.root()
                .get("package")
                .filter(Node.Mapping.class::isInstance)
                .map(Node.Mapping.class::cast);
        var requirements = new ArrayList<Requirement>();
        var fallback = new ArrayList<Fallback>();
        header.flatMap(map -> map.get("requires")).ifPresent(node -> requirements(node, requirements));
        header.flatMap(map -> map.get("fallback")).ifPresent(node -> fallback(node, fallback));
        Node place = header.flatMap(map -> map.get("version"))
                .or(() -> header.map(Node.class::cast))
                .orElse(document.root());
        return new Needs(requirements, fallback, document.position(place));
    }

    private void requirements(Node node, List<Requirement> into) {
        if (!(node instanceof Node.Mapping map)) {
            problems.at(node, "'requires' is a map with packages and plugins.");
            return;
        }
        for (Node.Entry entry : map.entries()) {
            switch (entry.name()) {
                case "packages" -> ranges(entry, Kind.PACKAGE, this::isOther, into);
                case "plugins" -> ranges(entry, Kind.PLUGIN, NeedsReader::isPlugin, into);
                default ->
                    problems.at(
                            entry.key(),
                            "'" + entry.name() + "' is not known in 'requires'; there are packages and plugins.",
                            Nearest.to(entry.name(), KINDS));
            }
        }
    }

    private void ranges(Node.Entry kinds, Kind kind, Predicate<Node.Scalar> named, List<Requirement> into) {
        if (kinds.value().isNull()) {
            return;
        }
        if (!(kinds.value() instanceof Node.Mapping map)) {
            problems.at(
                    kinds.value(),
                    "'" + kinds.name() + "' is a map of names and ranges of versions, such as "
                            + (kind == Kind.PACKAGE ? "{base: \"[1.0,2)\"}" : "{\"probe:http\": \"[1.0,2)\"}") + ".");
            return;
        }
        if (map.entries().size() > MOST) {
            problems.at(kinds.key(), "Here are " + map.entries().size() + " entries; at most " + MOST + " are read.");
            return;
        }
        for (Node.Entry entry : map.entries()) {
            if (!named.test(entry.key())) {
                problems.at(entry.key(), wrongName(kind, entry.name()));
            } else {
                range(entry)
                        .ifPresent(range ->
                                into.add(new Requirement(kind, entry.name(), range, document.position(entry.value()))));
            }
        }
    }

    private String wrongName(Kind kind, String given) {
        if (given.equals(name)) {
            return "A package cannot require itself.";
        }
        return kind == Kind.PACKAGE
                ? "'" + given + "' cannot be the name of a package."
                : "'" + given + "' names no plugin; expected kind:id in quotes, such as \"probe:http\".";
    }

    private boolean isOther(Node.Scalar key) {
        return !key.text().equals(name)
                && PackageCompiler.NAME.matcher(key.text()).matches();
    }

    private static boolean isPlugin(Node.Scalar key) {
        try {
            PluginId.parse(key.text());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Nothing at all means any version. */
    private Optional<VersionRange> range(Node.Entry entry) {
        if (entry.value().isNull()) {
            return Optional.of(new VersionRange("0"));
        }
        if (entry.value() instanceof Node.Scalar scalar) {
            try {
                var range = VersionRange.valueOf(scalar.text().strip());
                if (!range.isEmpty()) {
                    return Optional.of(range);
                }
            } catch (IllegalArgumentException e) {
                // said below
            }
        }
        problems.at(
                entry.value(),
                "This is no range of versions; expected one in quotes, such as \"[1.0,2)\" for 1.0 or higher and below 2,"
                        + " or \"1.0\" for 1.0 or higher.");
        return Optional.empty();
    }

    private void fallback(Node node, List<Fallback> into) {
        List<Node> names = node instanceof Node.Sequence list ? list.elements() : List.of(node);
        var seen = new HashSet<String>();
        for (Node each : names) {
            boolean right = each instanceof Node.Scalar scalar && isOther(scalar) && seen.add(scalar.text());
            if (right && into.size() < MOST) {
                into.add(new Fallback(each.raw().toString(), document.position(each)));
            } else {
                problems.at(
                        each,
                        "'fallback' is a list of at most " + MOST
                                + " names of other packages, each once, such as [base].");
            }
        }
    }
}
