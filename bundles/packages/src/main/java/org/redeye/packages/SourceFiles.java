package org.redeye.packages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.packages.script.Programs.MissingException;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the text of one package is spread over, as somebody works on them: its own file, the imported ones that were
 * edited, all others as they stand. A path leads through the whole tree, see {@link Imports}; here it is found in which file
 * it ends. For one thread.
 */
final class SourceFiles implements ImportedFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SourceFiles.class);

    private final String packageName;
    private final String own;
    private final ImportedFiles standing;
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<String, Document> before = new HashMap<>();
    private final Set<String> imported = new HashSet<>();

    /**
     * @param document the package's own file
     * @param edited what imported files shall say, by path below the folder of packages
     * @param standing all other files
     */
    SourceFiles(String packageName, Document document, Map<String, String> edited, ImportedFiles standing) {
        this.packageName = packageName;
        this.own = document.file();
        this.standing = standing;
        documents.put(own, document);
        edited.forEach((file, text) -> documents.put(file, Document.read(file, text)));
    }

    /**
     * Where something stands.
     *
     * @param file the file
     * @param path its path in that file; empty if it is all that the file says
     * @param key the entry that imports that, in another file; null unless the path is empty
     */
    record Location(
            String file, List<Object> path, @Nullable Location key) {

        private Location below(Object step) {
            return new Location(file, longer(path, step), null);
        }

        /** The entry to take away, rename or move. */
        Location entry() {
            return key == null ? this : key;
        }
    }

    @Override
    public Document read(String packageName, String path) throws MissingException, IOException {
        String file = packageName + "/" + path;
        if (!packageName.equals(this.packageName)) {
            return standing.read(packageName, path);
        }
        Document document = documents.get(file);
        if (document == null || !before.containsKey(file)) {
            before.put(
                    file, standing.read(packageName, path)); // also of an edited one: it must be a file of the package
        }
        imported.add(file);
        return documents.computeIfAbsent(file, before::get);
    }

    String own() {
        return own;
    }

    /** A file that was read, or the package's own. */
    Document document(String file) {
        Document document = documents.get(file);
        if (document == null) {
            throw new IllegalArgumentException(file + " was not read");
        }
        return document;
    }

    void put(Document document) {
        documents.put(document.file(), document);
    }

    /** Whether the package imports a file; known once it was compiled. */
    boolean imports(String file) {
        return imported.contains(file);
    }

    /** The imported files that are edited, with what they say; the package's own is not among them. */
    Map<String, Document> edited() {
        var edited = new TreeMap<String, Document>();
        documents.forEach((file, document) -> {
            if (!file.equals(own) && !document.text().equals(standing(file))) {
                edited.put(file, document);
            }
        });
        return edited;
    }

    /** What an imported file says as it stands; empty if it is not known to be one. */
    String standing(String file) {
        Document document = before.get(file);
        return document == null ? "" : document.text();
    }

    // ---- places

    /** Where something stands: in one file, in several whose maps are put together, or nowhere. */
    List<Location> locate(List<?> path) {
        var found = new ArrayList<Location>();
        Document document = document(own);
        locate(document.root(), new Location(own, List.of(), null), path, List.of(own), found);
        return found;
    }

    /** How many keys of a path lead to something. */
    int trail(List<?> path) {
        int there = 0;
        while (there < path.size() && !locate(path.subList(0, there + 1)).isEmpty()) {
            there++;
        }
        return there;
    }

    private void locate(Node node, Location at, List<?> path, List<String> trail, List<Location> found) {
        if (path.isEmpty()) {
            found.add(at);
            return;
        }
        Object step = path.get(0);
        List<?> rest = path.subList(1, path.size());
        if (node instanceof Node.Mapping map) {
            Optional<Node.Entry> link = map.entry(Imports.PREFIX + step);
            map.entry(step.toString())
                    .filter(entry -> link.isEmpty() || !entry.value().isNull())
                    .ifPresent(entry -> locate(entry.value(), at.below(entry.name()), rest, trail, found));
            link.ifPresent(entry -> locate(entry, at.below(entry.name()), rest, trail, found));
        } else if (node instanceof Node.Sequence list
                && step instanceof Integer i
                && i >= 0
                && i < list.elements().size()) {
            locate(list.elements().get(i), at.below(i), rest, trail, found);
        }
    }

    private void locate(Node.Entry link, Location key, List<?> rest, List<String> trail, List<Location> found) {
        List<Node> files = link.value() instanceof Node.Sequence list ? list.elements() : List.of(link.value());
        for (Node named : files) {
            String path = named instanceof Node.Scalar scalar ? scalar.text() : "";
            String file = packageName + "/" + path;
            if (path.endsWith(".yaml") && !trail.contains(file)) {
                try {
                    locate(
                            read(packageName, path).root(),
                            new Location(file, List.of(), key),
                            rest,
                            longer(trail, file),
                            found);
                } catch (MissingException | IOException e) {
                    LOG.debug("{} is imported and not there; the compiler says so, at its place", file, e);
                }
            }
        }
    }

    private static <T> List<T> longer(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
