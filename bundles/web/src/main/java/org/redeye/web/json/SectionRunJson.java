package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Run;

/**
 * What became of the run of a section, or what would be done in it.
 *
 * @param name the package
 * @param section the section
 * @param dryRun whether nothing was called
 * @param ok whether every step ended well, or could be called
 * @param tookSeconds how long it took
 * @param steps the outermost steps, in order
 */
public record SectionRunJson(
        @JsonProperty("package") String name,
        String section,
        @JsonProperty("dry_run") boolean dryRun,
        boolean ok,
        @JsonProperty("took_seconds") double tookSeconds,
        List<Step> steps) {

    /**
     * One step, or what holds steps.
     *
     * @param name its key
     * @param id its address within the package
     * @param program what is called; null for a group
     * @param input the JSON value that it gets, secrets masked; null for a group
     * @param state {@code group, planned, ok, failed, skipped}
     * @param output the JSON value that it answered; null if none
     * @param message what went wrong; empty if nothing did
     * @param tookSeconds how long it took
     * @param steps what it holds
     */
    public record Step(
            String name,
            String id,
            @Nullable String program,
            @JsonRawValue @Nullable String input,
            String state,
            @JsonRawValue @Nullable String output,
            String message,
            @JsonProperty("took_seconds") double tookSeconds,
            List<Step> steps) {}

    /** A run of the engine. */
    public static SectionRunJson of(Run run) {
        return new SectionRunJson(
                run.packageName(),
                run.section(),
                run.dryRun(),
                run.ok(),
                CheckJson.seconds(run.took()),
                run.steps().stream().map(SectionRunJson::of).toList());
    }

    private static Step of(Run.Step step) {
        return new Step(
                step.name(),
                step.id(),
                orNull(step.program()),
                orNull(step.input()),
                step.state().name().toLowerCase(Locale.ROOT),
                orNull(step.output()),
                step.message(),
                CheckJson.seconds(step.took()),
                step.steps().stream().map(SectionRunJson::of).toList());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
