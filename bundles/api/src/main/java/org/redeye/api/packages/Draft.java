package org.redeye.api.packages;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.schema.Problem;
import org.redeye.api.schema.Schema;

/**
 * The text of a package that somebody works on, and what it would be. Nothing of it is in force or written. Immutable.
 *
 * @param text the text after the edits
 * @param steps for each edit what it did to the text before it, in the order of that text
 * @param problems what is wrong with the text
 * @param warnings what is right but probably not meant
 * @param pending the ids of what would wait, with the reason
 * @param plan what taking it over would do; empty if there are problems
 * @param schemas what the items of each section of this text may look like, by section; its own sections included
 * @param outline the keys at the top and what is below them; empty if the text cannot be read
 * @param spot what stands at the path that was asked for; empty if nothing does
 * @param files the imported files that the draft would change, by path below the folder of packages ({@code shop/hosts.yaml})
 * @param fileSteps for each edit what it did to imported files, by file; {@code steps} are those of the package's own file
 */
public record Draft(
        String text,
        List<List<Splice>> steps,
        List<Problem> problems,
        List<Problem> warnings,
        Map<String, String> pending,
        Optional<Plan> plan,
        Map<String, Schema> schemas,
        List<Outline> outline,
        Optional<Spot> spot,
        Map<String, DraftFile> files,
        List<Map<String, List<Splice>>> fileSteps) {

    /** Of a package in one file. */
    public Draft(
            String text,
            List<List<Splice>> steps,
            List<Problem> problems,
            List<Problem> warnings,
            Map<String, String> pending,
            Optional<Plan> plan,
            Map<String, Schema> schemas,
            List<Outline> outline,
            Optional<Spot> spot) {
        this(text, steps, problems, warnings, pending, plan, schemas, outline, spot, Map.of(), List.of());
    }

    /** Copies lists and maps. */
    public Draft {
        steps = steps.stream().map(List::copyOf).toList();
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        pending = Map.copyOf(pending);
        schemas = Map.copyOf(schemas);
        outline = List.copyOf(outline);
        files = Map.copyOf(files);
        fileSteps = fileSteps.stream().map(Map::copyOf).toList();
    }

    @Override
    public String toString() {
        return "Draft[" + outline.size() + " keys, " + problems.size() + " problems]"; // the text may hold secrets
    }
}
