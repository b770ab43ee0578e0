package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Splice;
import org.redeye.packages.SourceFiles.Location;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;
import org.redeye.packages.yaml.Spliced;
import org.redeye.packages.yaml.Splicer;
import org.redeye.packages.yaml.Splicer.EditException;

/** Edits the tree that several files make: each edit is a splice of the file that owns the place. For one thread. */
final class TreeEdits {

    private final SourceFiles files;
    private final Map<String, Splicer> splicers = new LinkedHashMap<>();

    TreeEdits(SourceFiles files) {
        this.files = files;
    }

    /**
     * Makes an edit, whose paths are those of the whole tree.
     *
     * @return what it did, by file
     * @throws PackageException CONFLICT if it cannot be made; what an edit of two files did to the first of them is to be
     *     thrown away then
     */
    Map<String, List<Splice>> apply(Edit edit) {
        try {
            if (edit instanceof Edit.Set set) {
                Location at = value(set.path());
                return splice(at.file(), new Edit.Set(at.path(), set.value()));
            } else if (edit instanceof Edit.InsertEntry insert) {
                return insert(insert);
            } else if (edit instanceof Edit.InsertItem insert) {
                Location into = collection(insert.into(), insert.place());
                return splice(into.file(), new Edit.InsertItem(into.path(), insert.value(), insert.place()));
            } else if (edit instanceof Edit.Remove remove) {
                Location at = entry(remove.path());
                return splice(at.file(), new Edit.Remove(at.path()));
            } else if (edit instanceof Edit.Rename rename) {
                Location at = entry(rename.path());
                return splice(at.file(), new Edit.Rename(at.path(), prefix(at, rename.path()) + rename.key()));
            } else if (edit instanceof Edit.Move move) {
                return move(move);
            } else if (edit instanceof Edit.Paste paste) {
                Location into = collection(paste.into(), paste.place());
                return splice(into.file(), new Edit.Paste(into.path(), paste.text(), local(into, paste.place())));
            }
            throw new IllegalArgumentException("unknown edit " + edit.getClass());
        } catch (EditException e) {
            throw new PackageException(Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** Removes what stands at a path and the keys above that it leaves empty, down to the section; see {@link Splicer#remove}. */
    void removeBare(List<String> path) {
        Location at = entry(path);
        try {
            String text = splicer(at.file())
                    .remove(at.path().stream().map(String::valueOf).toList(), 1);
            files.put(Document.read(at.file(), text));
            splicers.remove(at.file());
        } catch (EditException e) {
            throw new PackageException(Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** What stands at a path as text for the clipboard; empty if nothing does. */
    String copy(List<?> path) {
        List<Location> found = files.locate(path);
        if (found.isEmpty()) {
            return "";
        }
        Location at = found.get(0).entry();
        return splicer(at.file()).copy(at.path());
    }

    private Map<String, List<Splice>> insert(Edit.InsertEntry insert) {
        List<?> path = insert.into();
        int there = path.stream().allMatch(String.class::isInstance) ? files.trail(path) : path.size();
        if (there == path.size()) {
            Location into = collection(path, insert.place());
            return splice(
                    into.file(),
                    new Edit.InsertEntry(into.path(), insert.key(), insert.value(), local(into, insert.place())));
        }
        // a new entry below keys that are not there yet brings them along
        Object value = nested(insert.key(), insert.value());
        for (int i = path.size() - 1; i > there; i--) {
            value = nested(path.get(i).toString(), value);
        }
        Location into = collection(path.subList(0, there), Place.last());
        return splice(
                into.file(), new Edit.InsertEntry(into.path(), path.get(there).toString(), value, Place.last()));
    }

    private static Map<String, Object> nested(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }

    /** From one file to another an entry goes as text, with its comments. */
    private Map<String, List<Splice>> move(Edit.Move move) {
        Location from = entry(move.path());
        Location into = collection(move.into(), move.place());
        Place place = local(into, move.place());
        if (from.file().equals(into.file())) {
            return splice(from.file(), new Edit.Move(from.path(), into.path(), place));
        }
        var done = new TreeMap<String, List<Splice>>();
        String text = splicer(from.file()).copy(from.path());
        done.putAll(splice(into.file(), new Edit.Paste(into.path(), text, place)));
        done.putAll(splice(from.file(), new Edit.Remove(from.path())));
        return done;
    }

    private Map<String, List<Splice>> splice(String file, Edit edit) {
        Spliced spliced = splicer(file).apply(edit);
        files.put(spliced.document());
        splicers.put(file, spliced.next());
        return Map.of(file, spliced.splices());
    }

    private Splicer splicer(String file) {
        Document document = files.document(file);
        if (!document.problems().isEmpty()) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "What cannot be read cannot be edited but by hand: "
                            + document.problems().get(0));
        }
        return splicers.computeIfAbsent(file, name -> new Splicer(document));
    }

    // ---- places

    /** The one place where a value stands; what is not there is looked for in the package's own file, which says so. */
    private Location value(List<?> path) {
        Location at = only(path, files.locate(path));
        if (at.key() != null) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "'" + words(path) + "' is all that " + at.file() + " says; edit what stands in it, or the file.");
        }
        return at;
    }

    /** The one entry that a place is; a list of files that are imported together is one, too. */
    private Location entry(List<?> path) {
        List<Location> found = files.locate(path);
        long entries = found.stream().map(Location::entry).distinct().count();
        return (entries == 1 ? found.get(0) : only(path, found)).entry();
    }

    private Location only(List<?> path, List<Location> found) {
        if (found.size() > 1) {
            Set<String> names = found.stream().map(Location::file).collect(Collectors.toCollection(LinkedHashSet::new));
            throw new PackageException(
                    Kind.CONFLICT,
                    "'" + words(path) + "' is put together of " + String.join(" and ", names)
                            + "; edit what stands in it, or the files.");
        }
        return found.isEmpty() ? new Location(files.own(), List.copyOf(path), null) : found.get(0);
    }

    /** Where something new goes: to the sibling that is named, else where the first of it stands. */
    private Location collection(List<?> into, Place place) {
        List<Location> found = files.locate(into);
        Object sibling = sibling(place);
        return found.stream()
                .filter(one -> !sibling.equals("") && has(one, sibling))
                .findFirst()
                .or(() -> found.stream().findFirst())
                .orElseGet(() -> new Location(files.own(), List.copyOf(into), null));
    }

    private boolean has(Location at, Object sibling) {
        Node node = Document.follow(files.document(at.file()).root(), at.path());
        return node instanceof Node.Mapping map
                && (map.entry(sibling.toString()).isPresent()
                        || map.entry(Imports.PREFIX + sibling).isPresent());
    }

    /** A place beside a key that is imported is one beside the key that imports. */
    private Place local(Location into, Place place) {
        Node node = Document.follow(files.document(into.file()).root(), into.path());
        Object sibling = sibling(place);
        if (!(node instanceof Node.Mapping map)
                || map.entry(sibling.toString()).isPresent()
                || map.entry(Imports.PREFIX + sibling).isEmpty()) {
            return place;
        }
        return place instanceof Place.Before
                ? Place.before(Imports.PREFIX + sibling)
                : Place.after(Imports.PREFIX + sibling);
    }

    private static Object sibling(Place place) {
        return place instanceof Place.Before before
                ? before.sibling()
                : place instanceof Place.After after ? after.sibling() : "";
    }

    /** What a key begins with that imports, if it is one. */
    private static String prefix(Location at, List<?> path) {
        var last = new ArrayList<Object>(at.path());
        boolean link = !last.isEmpty()
                && !path.isEmpty()
                && last.get(last.size() - 1).equals(Imports.PREFIX + path.get(path.size() - 1));
        return link ? Imports.PREFIX : "";
    }

    private static String words(List<?> path) {
        return String.join("/", path.stream().map(String::valueOf).toList());
    }
}
