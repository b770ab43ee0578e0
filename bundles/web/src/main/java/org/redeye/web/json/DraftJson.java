package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.DraftFile;
import org.redeye.api.packages.Outline;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.Splice;
import org.redeye.api.packages.Spot;

/**
 * What a text would be, see {@link Draft}.
 *
 * @param plan null if there are problems
 * @param schemas by section, as JSON Schema; null if not asked for
 * @param at what stands at the path that was asked for; null if nothing does
 * @param files the imported files that it would change; null if there are none
 * @param fileSteps what each edit did to imported files; null if none did anything
 */
public record DraftJson(
        String text,
        List<List<Splice>> steps,
        List<ProblemJson.Place> problems,
        List<ProblemJson.Place> warnings,
        Map<String, String> pending,
        @Nullable Plan plan,
        List<Node> outline,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Object> schemas,

        @Nullable At at,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, DraftFile> files,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Map<String, List<Splice>>> fileSteps) {

    /**
     * One entry of the tree, see {@link Outline}.
     *
     * @param text null if it is no text
     * @param children null if there are none
     * @param file null for the package's own file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Node(
            Object key,
            String kind,
            String role,
            int line,
            int column,
            int from,
            int to,
            @Nullable String text,
            @Nullable List<Node> children,
            @Nullable String file) {

        static Node of(Outline outline) {
            List<Node> children = outline.children().stream().map(Node::of).toList();
            return new Node(
                    outline.key(),
                    word(outline.kind()),
                    word(outline.role()),
                    outline.line(),
                    outline.column(),
                    outline.from(),
                    outline.to(),
                    outline.kind() == Outline.Kind.TEXT ? outline.text() : null,
                    children.isEmpty() ? null : children,
                    outline.file().isEmpty() ? null : outline.file());
        }
    }

    /**
     * What stands at one place, see {@link Spot}.
     *
     * @param raw null if it says nothing
     * @param file null for the package's own file
     */
    public record At(
            List<Object> path,
            String kind,
            String role,
            String section,
            List<String> keys,
            int line,
            int column,
            int from,
            int to,
            @Nullable Object raw,
            String yaml,
            Map<String, String> inherited,
            Map<String, Node> positions,
            List<String> unknown,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String file) {

        static At of(Spot spot) {
            Outline outline = spot.outline();
            var positions = new LinkedHashMap<String, Node>();
            spot.positions().forEach((key, place) -> positions.put(key, Node.of(place)));
            return new At(
                    spot.path(),
                    word(outline.kind()),
                    word(outline.role()),
                    spot.section(),
                    spot.keys(),
                    outline.line(),
                    outline.column(),
                    outline.from(),
                    outline.to(),
                    spot.raw().orElse(null),
                    spot.yaml(),
                    spot.inherited(),
                    positions,
                    spot.unknown(),
                    outline.file().isEmpty() ? null : outline.file());
        }

        @Override
        public String toString() {
            return "At" + path; // the text may hold secrets
        }
    }

    /** @param schemas whether they are wanted */
    public static DraftJson of(Draft draft, boolean schemas) {
        return new DraftJson(
                draft.text(),
                draft.steps(),
                draft.problems().stream().map(ProblemJson.Place::of).toList(),
                draft.warnings().stream().map(ProblemJson.Place::of).toList(),
                draft.pending(),
                draft.plan().orElse(null),
                draft.outline().stream().map(Node::of).toList(),
                schemas ? schemas(draft) : null,
                draft.spot().map(At::of).orElse(null),
                draft.files().isEmpty() ? null : draft.files(),
                draft.fileSteps().stream().allMatch(Map::isEmpty) ? null : draft.fileSteps());
    }

    private static Map<String, Object> schemas(Draft draft) {
        var json = new LinkedHashMap<String, Object>();
        draft.schemas().forEach((section, schema) -> json.put(section, JsonSchema.of(schema)));
        return json;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "DraftJson[" + problems.size() + " problems]"; // the text may hold secrets
    }
}
