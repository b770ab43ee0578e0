package org.redeye.packages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.packages.script.Programs.MissingException;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * Makes one tree of a text and the files it imports: under {@code __import__KEY: file.yaml}, in the original's words, what
 * the file says stands under {@code KEY}. Every node keeps the place in the file that it stands in.
 */
final class Imports {

    /** How a key begins that imports. */
    static final String PREFIX = "__import__";

    /** Files that one package may import, counted each time. */
    private static final int MOST_FILES = 200;

    private final String packageName;
    private final ImportedFiles files;
    private final Problems problems;
    private int imported;

    Imports(String packageName, ImportedFiles files, Problems problems) {
        this.packageName = packageName;
        this.files = files;
        this.problems = problems;
    }

    /** The tree with everything imported. What is wrong goes to the problems. */
    Node.Mapping resolve(Document document) {
        return document.text().contains(PREFIX)
                ? (Node.Mapping) resolve(document.root(), List.of(document.file()))
                : document.root();
    }

    private Node resolve(Node node, List<String> trail) {
        if (node instanceof Node.Sequence list) {
            return new Node.Sequence(
                    list.span(),
                    list.elements().stream()
                            .map(element -> resolve(element, trail))
                            .toList(),
                    list.flow());
        }
        if (!(node instanceof Node.Mapping map)) {
            return node;
        }
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (Node.Entry entry : map.entries()) {
            if (entry.name().startsWith(PREFIX) && entry.name().length() > PREFIX.length()) {
                var key = new Node.Scalar(entry.key().span(), entry.name().substring(PREFIX.length()), true, true);
                for (Node file :
                        entry.value() instanceof Node.Sequence list ? list.elements() : List.of(entry.value())) {
                    put(entries, new Node.Entry(key, load(file, trail)));
                }
            } else {
                put(entries, new Node.Entry(entry.key(), resolve(entry.value(), trail)));
            }
        }
        return new Node.Mapping(map.span(), List.copyOf(entries.values()), map.flow());
    }

    /** A key that is there already takes in what comes, if both are maps and no key stands in both. */
    private void put(Map<String, Node.Entry> entries, Node.Entry entry) {
        Node.Entry first = entries.putIfAbsent(entry.name(), entry);
        if (first == null || entry.value().isNull()) {
            return;
        }
        if (first.value().isNull()) {
            entries.put(entry.name(), new Node.Entry(first.key(), entry.value()));
        } else if (first.value() instanceof Node.Mapping mine && entry.value() instanceof Node.Mapping more) {
            var all = new ArrayList<>(mine.entries());
            for (Node.Entry inner : more.entries()) {
                mine.entry(inner.name())
                        .ifPresentOrElse(
                                there -> problems.at(
                                        inner.key(),
                                        "The key '" + inner.name() + "' stands in "
                                                + there.key().span().file() + ":"
                                                + there.key().span().line() + ", too; each key stands once."),
                                () -> all.add(inner));
            }
            entries.put(entry.name(), new Node.Entry(first.key(), new Node.Mapping(mine.span(), all, mine.flow())));
        } else {
            problems.at(
                    entry.key(),
                    "'" + entry.name() + "' stands here already; only maps can be put together of several files.");
        }
    }

    private Node load(Node file, List<String> trail) {
        String path = file instanceof Node.Scalar scalar ? scalar.text() : "";
        if (!path.endsWith(".yaml")) {
            return refused(file, "Here the path of a file of the package is expected, such as plans/north.yaml.");
        }
        String name = packageName + "/" + path;
        if (trail.contains(name)) {
            var round = new ArrayList<>(trail.subList(trail.indexOf(name), trail.size()));
            round.add(name);
            return refused(file, "The files import each other in a circle: " + String.join(" > ", round) + ".");
        }
        if (++imported > MOST_FILES) {
            return refused(file, "A package imports at most " + MOST_FILES + " files.");
        }
        Document document;
        try {
            document = files.read(packageName, path);
        } catch (MissingException e) {
            return refused(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(file, name + " cannot be read as a text in UTF-8: " + e.getMessage() + ".");
        }
        document.problems().forEach(problems::add);
        var longer = new ArrayList<>(trail);
        longer.add(name);
        return resolve(document.root(), longer);
    }

    private Node refused(Node file, String message) {
        problems.at(file, message);
        return new Node.Scalar(file.span(), "", true, true);
    }
}
