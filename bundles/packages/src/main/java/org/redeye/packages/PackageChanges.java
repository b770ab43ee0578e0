package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileChanges;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Trust;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;
import org.redeye.api.script.Scripts;
import org.redeye.packages.history.Sentences;
import org.redeye.packages.script.ProcessScripts;
import org.redeye.packages.script.Programs;
import org.redeye.packages.script.Programs.MissingException;
import org.redeye.packages.unit.UnitTree;
import org.redeye.packages.yaml.Document;

/** Changes of packages' texts: compared with what was seen, compiled, and written only if they are good. Thread-safe. */
final class PackageChanges {

    private final PackageFolder folder;
    private final Road road;
    private final TrustFile trust;
    private final Authority authority;
    private final Reviews reviews;
    private final Approvals approvals;
    private final Function<Stage, PackageCompiler> staged;

    /** Files of a package that are not in place yet, with who runs their programs and whom it trusts. */
    record Stage(Scripts scripts, Programs files, Trust trust) {}

    PackageChanges(
            PackageFolder folder,
            Road road,
            TrustFile trust,
            Authority authority,
            Reviews reviews,
            Function<Stage, PackageCompiler> staged) {
        this.folder = folder;
        this.road = road;
        this.trust = trust;
        this.authority = authority;
        this.reviews = reviews;
        this.approvals = new Approvals(this, road, folder);
        this.staged = staged;
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
                requireImported(name, sources);
                return road.plan(fitting(sketch)); // who looks may not be who may have it run
            }
        }
        return road.plan(good(name, sources));
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
        checkSeen(name, seen);
        checkSeen(name, files);
        if (reviews.holds(name, change)) {
            return approvals.suggest(name, text, seen, files, change);
        }
        SourceFiles sources = sources(name, text, files);
        authorize(name, sources, change);
        Compiled compiled = good(name, sources); // may take as long as its scripts do: nobody else waits for them
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
            checkSeen(name, seen);
            checkSeen(name, files);
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
            checkSeen(name, seen);
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
            checkSeen(name, seen);
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
            return write(name, "", Map.of(), change, good(name, files), files);
        }
    }

    // ---- judging

    static void requireName(String name) {
        if (!PackageCompiler.NAME.matcher(name).matches()) {
            throw new PackageException(List.of(new Problem(
                    Position.NONE,
                    "'" + name + "' cannot be the name of a package: a lower case letter, then at most 63 lower case"
                            + " letters, digits, '_' and '-'.",
                    "")));
        }
    }

    /** A text with files that it imports. */
    SourceFiles sources(String name, String text, Map<String, FileText> files) {
        requireName(name);
        return road.sources(name, text, Drafts.texts(files));
    }

    /** Compiles what may come into force. */
    Compiled good(String name, SourceFiles files) {
        Compiled compiled = fitting(road.compile(name, files));
        requireImported(name, files);
        return compiled;
    }

    private static void requireImported(String name, SourceFiles files) {
        files.edited().keySet().stream().filter(file -> !files.imports(file)).forEach(file -> {
            throw new PackageException(
                    Kind.CONFLICT,
                    name + ".yaml does not import " + file + "; only files that it imports are written.");
        });
    }

    /**
     * Compiles a package whose files are not in place yet.
     *
     * @param files the folder in which they stand as they shall in the folder of packages
     * @param sameScripts whether they are those that were trusted, if any were
     * @throws PackageException INVALID if the text may not come into force
     */
    Compiled good(String name, String text, Path files, boolean sameScripts) {
        requireName(name);
        Trust there = sameScripts ? trust : Untrusted.EVERYBODY;
        ProcessScripts scripts = ProcessScripts.in(files, there);
        try {
            return fitting(staged.apply(new Stage(scripts, new Programs(files), there))
                    .compile(name, Document.read(name + ".yaml", text), other -> road.good(other)
                            .map(Compiled::text)));
        } finally {
            scripts.close();
        }
    }

    /** The same as far as it is known without calling a script, valid or not. */
    Compiled sketch(String name, String text, Path files) {
        requireName(name);
        Trust nobody = Untrusted.EVERYBODY;
        ProcessScripts none = ProcessScripts.in(files, nobody);
        try {
            PackageCompiler compiler = staged.apply(new Stage(none, new Programs(files), nobody));
            return compiler.sketch(
                    name, Document.read(name + ".yaml", text), compiler.standing(), other -> road.good(other)
                            .map(Compiled::text));
        } finally {
            none.close();
        }
    }

    /** Who may change what is run. */
    Authority authority() {
        return authority;
    }

    /** Scripts that nobody has looked at are not run. */
    void distrust(String name) {
        trust.forget(name);
    }

    private Compiled fitting(Compiled compiled) {
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(compiled.name(), compiled), Set.of()).getOrDefault(compiled.name(), List.of())
                : compiled.problems();
        if (!problems.isEmpty()) {
            road.refusedUnwritten();
            throw new PackageException(problems);
        }
        return compiled;
    }

    /** The file itself is asked, not what was last taken over: somebody may be saving it by hand right now. */
    void checkSeen(String name, String seen) {
        String now =
                folder.read(name).map(content -> Texts.etag(content.text())).orElse("");
        if (seen.equals(Packages.ABSENT)) {
            if (!now.isEmpty() || road.find(name).isPresent()) {
                throw new PackageException(Kind.CONFLICT, "The package '" + name + "' is there already.");
            }
            return;
        }
        if (!seen.isEmpty() && !now.equals(seen)) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "The package '" + name + "' was changed in between; look at it again before you change it.");
        }
    }

    /** The same of imported files. */
    void checkSeen(String name, Map<String, FileText> files) {
        SourceFiles standing = road.sources(name, "", Map.of());
        files.forEach((file, given) -> {
            if (!given.seen().isEmpty() && !given.seen().equals(etag(name, file, standing))) {
                throw new PackageException(
                        Kind.CONFLICT, file + " was changed in between; look at it again before you change it.");
            }
        });
    }

    private static String etag(String name, String file, SourceFiles standing) {
        try {
            String path = file.startsWith(name + "/") ? file.substring(name.length() + 1) : "";
            return Texts.etag(standing.read(name, path).text());
        } catch (MissingException | IOException e) {
            return ""; // gone
        }
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
