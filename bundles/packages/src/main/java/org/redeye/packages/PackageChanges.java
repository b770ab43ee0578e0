package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Plan;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.packages.history.Sentences;
import org.redeye.packages.unit.UnitTree;

/** Changes of packages' texts: compared with what was seen, compiled, and written only if they are good. Thread-safe. */
final class PackageChanges {

    private final PackageFolder folder;
    private final Road road;
    private final TrustFile trust;
    private final Authority authority;
    private final Reviews reviews;
    private final Approvals approvals;
    private final Compilations compilations;
    private final Standing standing;

    PackageChanges(
            PackageFolder folder,
            Road road,
            TrustFile trust,
            Authority authority,
            Reviews reviews,
            Compilations compilations) {
        this.folder = folder;
        this.road = road;
        this.trust = trust;
        this.authority = authority;
        this.reviews = reviews;
        this.compilations = compilations;
        this.standing = new Standing(folder, road);
        this.approvals = new Approvals(this, road, folder);
    }

    Plan plan(String name, String text, Map<String, FileText> files) {
        return plan(name, sources(name, text, files));
    }

    /** What it would do. Nothing is called that would run only once an admin has saved it. */
    Plan plan(String name, SourceFiles sources) {
        requireNoPrograms(sources);
        if (mayRun(sources)) {
            Compiled sketch = road.sketch(name, sources);
            if (!authority.fresh(sketch).isEmpty()) {
                return road.plan(compilations.good(sketch, sources)); // who looks may not be who may have it run
            }
        }
        return road.plan(compilations.good(name, sources));
    }

    /** Before anything runs: as far as it is known without calling a script. */
    void authorize(String name, SourceFiles sources, Change change) {
        requireNoPrograms(sources);
        if (mayRun(sources)) {
            authority.require(road.sketch(name, sources), change);
        }
    }

    /** Only what begins with #! is run as a script, and scripts are what an admin has looked at: no edit makes or changes one. */
    private static void requireNoPrograms(SourceFiles sources) {
        sources.edited().forEach((file, document) -> {
            if (document.text().startsWith("#!")) {
                throw new PackageException(List.of(new Problem(
                        new Position(file, 1, 1), "An imported file cannot begin with #! as a program does.", "")));
            }
        });
    }

    private static boolean mayRun(SourceFiles sources) {
        return !sources.edited().isEmpty()
                || Authority.mayRun(sources.document(sources.own()).text());
    }

    Plan apply(String name, String text, String seen, Map<String, FileText> files, Change change) {
        standing.requireSeen(name, seen);
        standing.requireSeen(name, files);
        if (reviews.holds(name, change)) {
            return approvals.suggest(name, text, seen, files, change);
        }
        SourceFiles sources = sources(name, text, files);
        authorize(name, sources, change);
        Compiled compiled =
                compilations.good(name, sources); // may take as long as its scripts do: nobody else waits for them
        synchronized (road) {
            reviews.require(name, change); // asked for in between
            return write(name, seen, files, change, compiled, sources);
        }
    }

    /** What waits for approval, and how it is made. */
    Approvals approvals() {
        return approvals;
    }

    /** Who may change a package at once. */
    Reviews reviews() {
        return reviews;
    }

    /** Writes what is compiled; whoever calls this holds the lock of the road. */
    Plan write(
            String name,
            String seen,
            Map<String, FileText> files,
            Change change,
            Compiled compiled,
            SourceFiles sources) {
        synchronized (road) {
            standing.requireSeen(name, seen);
            standing.requireSeen(name, files);
            var texts = new TreeMap<String, String>();
            sources.edited().forEach((file, document) -> texts.put(file, document.text()));
            authority.require(compiled, change);
            return road.write(compiled, texts, change).with(changed(name, texts.keySet()));
        }
    }

    private static FileChanges changed(String name, Set<String> files) {
        if (files.isEmpty()) {
            return FileChanges.NONE;
        }
        var all = new ArrayList<>(files);
        all.add(0, name + ".yaml");
        return new FileChanges(List.of(), all, List.of());
    }

    Plan remove(String name, String seen, Change change) {
        synchronized (road) {
            FileChanges files = removal(name).files();
            reviews.require(name, change);
            standing.requireSeen(name, seen);
            trust.forget(name);
            return road.drop(name, change).with(files);
        }
    }

    /** What removing a package would do; refused if it is not there, or required. */
    Plan removal(String name) {
        synchronized (road) {
            if (folder.stamp(name).isEmpty() && road.find(name).isEmpty()) {
                throw missing(name);
            }
            List<Problem> problems = road.refusals(Map.of(), Set.of(name)).getOrDefault(name, List.of());
            if (!problems.isEmpty()) {
                throw new PackageException(problems);
            }
            try {
                List<String> files =
                        List.copyOf(UnitTree.of(folder.path(), name).files().keySet());
                return road.planDrop(name).with(new FileChanges(List.of(), List.of(), files));
            } catch (IOException e) {
                throw new UncheckedIOException("The folder of packages cannot be read: " + e.getMessage(), e);
            }
        }
    }

    Plan insert(
            String name, String section, List<String> path, Map<String, Object> fields, String seen, Change change) {
        List<String> place = place(section, path);
        String words = String.join("/", place);
        return edit(name, seen, worded(change, "Add " + words + " to " + name), files -> {
            if (!files.locate(place).isEmpty()) {
                throw new PackageException(Kind.CONFLICT, "'" + words + "' is there already.");
            }
            int last = place.size() - 1;
            new TreeEdits(files)
                    .apply(new Edit.InsertEntry(
                            place.subList(0, last), place.get(last), new LinkedHashMap<>(fields), Place.last()));
        });
    }

    Plan delete(String name, String section, List<String> path, String seen, Change change) {
        List<String> place = place(section, path);
        return edit(
                name,
                seen,
                worded(change, "Remove " + String.join("/", place) + " from " + name),
                files -> new TreeEdits(files).removeBare(place));
    }

    private static Change worded(Change change, String message) {
        return change.message().isEmpty() ? change.saying(Sentences.cut(message)) : change;
    }

    private Plan edit(String name, String seen, Change change, Consumer<SourceFiles> edit) {
        synchronized (road) {
            standing.requireSeen(name, seen);
            String text = folder.read(name).map(PackageFolder.Content::text).orElseThrow(() -> missing(name));
            SourceFiles files = road.sources(name, text, Map.of());
            List<Problem> problems = files.document(files.own()).problems();
            if (!problems.isEmpty()) {
                throw new PackageException(problems);
            }
            edit.accept(files);
            if (reviews.holds(name, change)) {
                return approvals.suggest(name, files, change);
            }
            authorize(name, files, change);
            return write(name, "", Map.of(), change, compilations.good(name, files), files);
        }
    }

    // ---- judging

    /** A text with files that it imports. */
    SourceFiles sources(String name, String text, Map<String, FileText> files) {
        Compilations.requireName(name);
        return road.sources(name, text, Drafts.texts(files));
    }

    /** What may come into force. */
    Compilations compilations() {
        return compilations;
    }

    /** What stands, and whether somebody saw it who changes it. */
    Standing standing() {
        return standing;
    }

    /** Who may change what is run. */
    Authority authority() {
        return authority;
    }

    /** Scripts that nobody has looked at are not run. */
    void distrust(String name) {
        trust.forget(name);
    }

    static PackageException missing(String name) {
        return new PackageException(Kind.MISSING, "There is no package '" + name + "'.");
    }

    private static List<String> place(String section, List<String> path) {
        var place = new ArrayList<String>();
        place.add(section);
        place.addAll(path);
        return place;
    }
}
