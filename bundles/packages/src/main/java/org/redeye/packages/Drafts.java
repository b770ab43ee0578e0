package org.redeye.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Splice;
import org.redeye.api.schema.Problem;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Spliced;
import org.redeye.packages.yaml.Splicer;
import org.redeye.packages.yaml.Splicer.EditException;

/** Texts that somebody works on: edits them and tells what they would be. Holds nothing; what is in force stays so. */
final class Drafts {

    private final Road road;

    Drafts(Road road) {
        this.road = road;
    }

    Draft draft(String name, String text, List<Edit> edits, List<?> path) {
        if (edits.size() > Packages.MAX_EDITS) {
            throw new PackageException(
                    Kind.CONFLICT, edits.size() + " edits at once; at most are " + Packages.MAX_EDITS + ".");
        }
        var steps = new ArrayList<List<Splice>>();
        Document document = edit(Document.read(name + ".yaml", text), edits, steps);
        Compiled compiled = road.compile(name, document);
        List<Problem> problems = compiled.valid()
                ? road.refusals(Map.of(name, compiled), Set.of()).getOrDefault(name, List.of())
                : compiled.problems();
        Optional<Plan> plan = problems.isEmpty() ? Optional.of(road.plan(compiled)) : Optional.empty();
        var outlines = new Outlines(document, compiled.schemas());
        return new Draft(
                document.text(),
                steps,
                problems,
                compiled.warnings(),
                compiled.pending(),
                plan,
                compiled.schemas(),
                outlines.top(),
                new Spots(document, outlines).at(path));
    }

    private static Document edit(Document document, List<Edit> edits, List<List<Splice>> steps) {
        if (edits.isEmpty()) {
            return document;
        }
        if (!document.problems().isEmpty()) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "What cannot be read cannot be edited but by hand: "
                            + document.problems().get(0));
        }
        try {
            Splicer splicer = new Splicer(document);
            Document now = document;
            for (Edit edit : edits) {
                Spliced spliced = splicer.apply(withWay(edit, now));
                steps.add(spliced.splices());
                now = spliced.document();
                splicer = spliced.next();
            }
            return now;
        } catch (EditException e) {
            throw new PackageException(Kind.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    /** A new entry below keys that are not there yet brings them along. */
    private static Edit withWay(Edit edit, Document document) {
        if (!(edit instanceof Edit.InsertEntry insert)
                || !insert.into().stream().allMatch(String.class::isInstance)) {
            return edit;
        }
        List<String> into = insert.into().stream().map(String.class::cast).toList();
        int there = document.trail(into).size();
        if (there == into.size()) {
            return edit;
        }
        Object value = nested(insert.key(), insert.value());
        for (int i = into.size() - 1; i > there; i--) {
            value = nested(into.get(i), value);
        }
        return new Edit.InsertEntry(into.subList(0, there), into.get(there), value, Place.last());
    }

    private static Map<String, Object> nested(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }
}
