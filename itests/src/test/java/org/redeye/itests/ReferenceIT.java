package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/reference.md is what the running product says of its plugins. After a change of a plugin's fields:
 * {@code mvn verify -pl itests -Dit.test=ReferenceIT -Drem.reference=write}.
 */
class ReferenceIT {

    private static final Path REFERENCE = Path.of(System.getProperty("rem.repository"), "docs/reference.md");

    @TempDir
    private Path folder;

    @Test
    void theReferenceIsWhatThePluginsSayOfThemselves() throws IOException {
        String text;
        try (var rem = Distribution.start(folder.resolve("data"))) {
            Distribution.await("all plugins to be active", Duration.ofSeconds(30), () -> {
                List<String> states = rem.get("/api/v1/plugins").get("items").findValuesAsText("state");
                return states.size() > 25 && states.stream().allMatch("active"::equals);
            });
            text = reference(rem);
        }
        if ("write".equals(System.getProperty("rem.reference"))) {
            Files.writeString(REFERENCE, text);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(text);
    }

    private static String reference(Distribution rem) {
        var text = new StringBuilder("# Plugin reference\n\nMade from what each plugin says of itself; do not edit.\n");
        String kind = "";
        for (JsonNode plugin : rem.get("/api/v1/plugins").get("items")) {
            if (!plugin.get("kind").asText().equals(kind)) {
                kind = plugin.get("kind").asText();
                text.append("\n## ").append(kind).append("\n");
            }
            String path = kind + "/" + plugin.get("id").asText();
            JsonNode details = rem.get("/api/v1/plugins/" + path);
            text.append("\n### ")
                    .append(kind)
                    .append(':')
                    .append(plugin.get("id").asText())
                    .append("\n\n");
            text.append(plugin.get("help").asText()).append(".\n");
            text.append(fields(details.path("schema")));
            details.path("schema").path("x-rem-sections").fields().forEachRemaining(section -> text.append(
                            "\nWithin it, `")
                    .append(section.getKey())
                    .append("`:\n")
                    .append(fields(section.getValue())));
        }
        return text.toString();
    }

    private static String fields(JsonNode schema) {
        if (schema.path("properties").isEmpty()) {
            return "";
        }
        var table = new StringJoiner(
                "\n", "\n| field | type | default | bounds | meaning |\n|---|---|---|---|---|\n", "\n");
        List<String> required = Distribution.JSON.convertValue(
                schema.path("required"),
                Distribution.JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        schema.path("properties").fields().forEachRemaining(field -> {
            JsonNode spec = field.getValue();
            String def = spec.has("default") ? "`" + spec.get("default").asText() + "`" : "";
            table.add("| `" + field.getKey() + "` | " + type(spec) + " | "
                    + (required.contains(field.getKey()) ? "required" : def) + " | " + bounds(spec) + " | "
                    + escape(spec.path("description").asText()) + " |");
        });
        return table.toString();
    }

    private static String type(JsonNode spec) {
        String type = spec.path("x-rem-type").asText();
        JsonNode element = spec.has("items") ? spec.get("items") : spec.path("additionalProperties");
        return element.isObject() ? type + " of " + element.path("x-rem-type").asText() : type;
    }

    private static String bounds(JsonNode spec) {
        var bounds = new StringJoiner(", ");
        String least = first(spec, "minimum", "minItems", "minLength", "minProperties", "x-rem-min");
        String greatest = first(spec, "maximum", "maxItems", "maxLength", "maxProperties", "x-rem-max");
        if (!least.isEmpty() || !greatest.isEmpty()) {
            bounds.add(least + " … " + greatest);
        }
        JsonNode possible =
                spec.has("enum") ? spec.get("enum") : spec.path("items").path("enum");
        if (!possible.isMissingNode()) {
            var choices = new StringJoiner(", ");
            possible.forEach(choice -> choices.add("`" + choice.asText() + "`"));
            bounds.add(choices.toString());
        }
        if (spec.has("pattern")) {
            bounds.add("`" + escape(spec.get("pattern").asText()) + "`");
        }
        return bounds.toString();
    }

    private static String first(JsonNode spec, String... names) {
        for (String name : names) {
            if (spec.has(name)) {
                return spec.get(name).asText();
            }
        }
        return "";
    }

    private static String escape(String text) {
        return text.replace("|", "\\|");
    }
}
