package org.redeye.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Spot;

/**
 * What the commands share that work on one node of a package's text. A path is written with slashes; a slash within a key
 * as {@code ~1} and a tilde as {@code ~0}, as in JSON Pointer (RFC 6901). Where a list is, a number is a position.
 */
abstract class NodeCommand extends PlanCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Option(name = "--dry-run", description = "Only say what would change")
    private boolean dryRun;

    @Option(name = "--why", description = "What it is for; goes into the history")
    private String why = "";

    final String name() {
        return name;
    }

    /** One of the arguments behind the name. */
    final String word(int index, String what) throws Refusal {
        if (index >= further().size()) {
            throw new Refusal("which " + what + "? --help shows how to say it");
        }
        return further().get(index);
    }

    /** The text of a package. */
    static String text(Packages packages, String name) {
        return packages.text(name)
                .orElseThrow(() -> new PackageException(Kind.MISSING, "There is no package '" + name + "'."));
    }

    /** What stands at a path. */
    static Spot spot(Packages packages, String name, List<Object> path) {
        String text = text(packages, name);
        return packages.draft(name, text, List.of(), path)
                .spot()
                .orElseThrow(() -> new PackageException(
                        Kind.MISSING, "There is no '" + written(path) + "' in the package '" + name + "'."));
    }

    /** Makes edits and says what they did. */
    final void edit(List<Edit> edits, String sentence) throws Refusal {
        if (!dryRun) {
            requireNoneWaiting();
        }
        print(plan(packages -> edit(packages, name, edits)), dryRun ? "That would" : sentence + " That did");
    }

    /** The edit is made in the text in force, so it would undo what waits already of who makes it. */
    private void requireNoneWaiting() throws Refusal {
        Change change = change(why);
        List<PendingChange> own = ask(PendingChanges.class, "packages engine", changes -> changes.list(name)).stream()
                .filter(waiting -> waiting.author().equals(change.author()))
                .toList();
        if (!own.isEmpty()
                && !ask(PendingChanges.class, "packages engine", changes -> changes.waits(name, change))
                        .isEmpty()) {
            throw new Refusal("your change " + own.get(0).id() + " of " + name
                    + " waits already, and this one would take its place; withdraw that one with 'change-reject'");
        }
    }

    private Plan edit(Packages packages, String packageName, List<Edit> edits) {
        String seen = packages.find(packageName).map(PackageInfo::etag).orElse("");
        Draft draft = packages.draft(packageName, text(packages, packageName), edits, List.of());
        if (!draft.problems().isEmpty()) {
            throw new PackageException(draft.problems());
        }
        var files = new HashMap<String, FileText>();
        draft.files().forEach((file, changed) -> files.put(file, new FileText(changed.text(), changed.etag())));
        return dryRun
                ? packages.plan(packageName, draft.text(), files)
                : packages.apply(packageName, draft.text(), seen, files, change(why));
    }

    /** The keys and positions of a path in a package, positions where a list is. */
    static List<Object> steps(Packages packages, String packageName, String path) {
        var steps = new ArrayList<Object>();
        for (String word : path.isEmpty() ? List.<String>of() : List.of(path.split("/", -1))) {
            String key = word.replace("~1", "/").replace("~0", "~");
            steps.add(key.matches("\\d{1,6}") && isList(packages, packageName, steps) ? Integer.valueOf(key) : key);
        }
        return steps;
    }

    private static boolean isList(Packages packages, String packageName, List<Object> path) {
        Optional<Spot> spot = packages.draft(packageName, text(packages, packageName), List.of(), path)
                .spot();
        return spot.flatMap(Spot::raw).filter(List.class::isInstance).isPresent();
    }

    static String written(List<?> path) {
        return String.join("/", path.stream().map(String::valueOf).toList());
    }

    /** What stands at a path, as JSON. */
    static Map<String, Object> json(Spot spot) {
        return Map.of("path", spot.path(), "section", spot.section(), "yaml", spot.yaml());
    }
}
