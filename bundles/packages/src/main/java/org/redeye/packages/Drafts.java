package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.DraftFile;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Splice;
import org.redeye.api.schema.Problem;
import org.redeye.packages.yaml.Node;

/** Texts that somebody works on: edits them and tells what they would be. Holds nothing; what is in force stays so. */
final class Drafts {

    private final Road road;

    Drafts(Road road) {
        this.road = road;
    }

    Draft draft(String name, String text, Map<String, FileText> given, List<Edit> edits, List<?> path) {
        if (edits.size() > Packages.MAX_EDITS) {
            throw new PackageException(
                    Kind.CONFLICT, edits.size() + " edits at once; at most are " + Packages.MAX_EDITS + ".");
        }
        SourceFiles files = road.sources(name, text, texts(given));
        var steps = new ArrayList<List<Splice>>();
        var fileSteps = new ArrayList<Map<String, List<Splice>>>();
        edit(files, edits, steps, fileSteps);
        Compiled compiled = road.sketch(name, files);
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(name, compiled), Set.of()).getOrDefault(name, List.of())
                : compiled.problems();
        Optional<Plan> plan = problems.isEmpty() ? Optional.of(road.plan(compiled)) : Optional.empty();
        var aside = new Problems(files.document(files.own()));
        Node.Mapping root = new Imports(name, files, aside).resolve(files.document(files.own()));
        var outlines = new Outlines(files.own(), root, compiled.schemas());
        return new Draft(
                compiled.text(),
                steps,
                problems,
                compiled.warnings(),
                compiled.pending(),
                plan,
                compiled.schemas(),
                outlines.top(),
                new Spots(files, root, outlines).at(path),
                changed(files, given),
                fileSteps);
    }

    private static void edit(
            SourceFiles files, List<Edit> edits, List<List<Splice>> steps, List<Map<String, List<Splice>>> fileSteps) {
        var tree = new TreeEdits(files);
        for (Edit edit : edits) {
            var done = new HashMap<>(tree.apply(edit));
            List<Splice> own = done.remove(files.own());
            steps.add(own == null ? List.of() : own);
            fileSteps.add(done);
        }
    }

    /** What imported files shall say, without what they said. */
    static Map<String, String> texts(Map<String, FileText> given) {
        var texts = new LinkedHashMap<String, String>();
        given.forEach((file, text) -> texts.put(file, text.text()));
        return texts;
    }

    /** A file that the text no longer imports is not changed by it; while it cannot be read that is not known. */
    private static Map<String, DraftFile> changed(SourceFiles files, Map<String, FileText> given) {
        boolean readable = files.document(files.own()).problems().isEmpty();
        var changed = new LinkedHashMap<String, DraftFile>();
        files.edited().forEach((file, document) -> {
            if (!readable || files.imports(file)) {
                String before = files.standing(file);
                String seen = given.containsKey(file) ? given.get(file).seen() : "";
                changed.put(file, new DraftFile(document.text(), before, seen.isEmpty() ? Texts.etag(before) : seen));
            }
        });
        return changed;
    }
}
