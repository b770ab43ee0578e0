package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Splice;

/**
 * What writing an override would do.
 *
 * @param plan what it would change
 * @param lines the lines that it would write
 */
public record OverridePreview(@JsonUnwrapped Plan plan, String lines) {

    /** Of a draft in which it is written. */
    public static OverridePreview of(Plan plan, Draft draft) {
        Stream<Splice> own = draft.steps().stream().flatMap(step -> step.stream());
        Stream<Splice> imported = draft.fileSteps().stream()
                .flatMap(files -> files.values().stream())
                .flatMap(step -> step.stream());
        return new OverridePreview(
                plan,
                Stream.concat(own, imported)
                        .map(Splice::piece)
                        .collect(Collectors.joining())
                        .strip());
    }
}
