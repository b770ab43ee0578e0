package org.redeye.registry;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;

/**
 * What {@code META-INF/rem/widget.json} says.
 *
 * @param module the ES module, a file beside it
 * @param export the name of the custom element's class in the module
 * @param width how many of a page's 12 columns it takes by default
 * @param height how many rows it takes by default
 */
record WidgetFile(String title, String help, String module, String export, int width, int height, Schema schema) {
    private static final String NAME = "META-INF/rem/widget.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Says what is wrong with the file, and where. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message);
        }
    }

    static WidgetFile parse(String text) throws Broken {
        JsonNode root = tree(text);
        return new WidgetFile(
                root.path("title").asText(),
                root.path("help").asText(),
                required(root, "module", ""),
                required(root, "export", ""),
                size(root, "width", 6, 12),
                size(root, "height", 4, 24),
                schema(root.path("fields")));
    }

    private static JsonNode tree(String text) throws Broken {
        try {
            JsonNode root = JSON.readTree(text);
            if (!root.isObject()) {
                throw new Broken(NAME + ":1:1: expected an object {\"module\": …, \"export\": …, \"fields\": […]}");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? JsonLocation.NA : e.getLocation();
            throw new Broken(NAME + ":" + Math.max(1, at.getLineNr()) + ":" + Math.max(1, at.getColumnNr()) + ": "
                    + Names.firstLine(e.getOriginalMessage(), 300));
        }
    }

    private static Schema schema(JsonNode fields) throws Broken {
        if (!fields.isArray() && !fields.isMissingNode()) {
            throw new Broken(NAME + ": 'fields' must be a list");
        }
        var specs = new ArrayList<FieldSpec>();
        for (JsonNode field : fields) {
            specs.add(field(field, "fields[" + specs.size() + "]."));
        }
        return Schema.fields(specs.toArray(FieldSpec[]::new));
    }

    private static FieldSpec field(JsonNode field, String place) throws Broken {
        FieldSpec.Builder spec = FieldSpec.of(required(field, "name", place), required(field, "type", place))
                .title(field.path("title").asText())
                .help(field.path("help").asText())
                .required(field.path("required").asBoolean())
                .def(text(field.path("default")))
                .range(field.path("min").asText(), field.path("max").asText())
                .pattern(field.path("pattern").asText())
                .unit(field.path("unit").asText())
                .target(field.path("target").asText());
        List<String> choices = texts(field.path("choices"), place + "choices");
        if (field.hasNonNull("of")) { // then the choices are those of each element
            spec.element(
                    FieldSpec.of("", field.path("of").asText()).choices(choices).build());
        } else {
            spec.choices(choices);
        }
        return spec.build();
    }

    /** A default in the notation of its type: a list or map is JSON, which is YAML too. */
    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.isNull() ? "" : value.asText();
    }

    private static String required(JsonNode node, String key, String place) throws Broken {
        String text = node.path(key).isTextual() ? node.path(key).asText().strip() : "";
        if (text.isEmpty()) {
            throw new Broken(NAME + ": '" + place + key + "' is missing; expected a text");
        }
        return text;
    }

    private static int size(JsonNode root, String key, int otherwise, int largest) throws Broken {
        JsonNode value = root.path(key);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || value.asInt() < 1 || value.asInt() > largest) {
            throw new Broken(NAME + ": '" + key + "' is " + value + "; expected a whole number from 1 to " + largest);
        }
        return value.asInt();
    }

    private static List<String> texts(JsonNode list, String place) throws Broken {
        if (!list.isArray() && !list.isMissingNode()) {
            throw new Broken(NAME + ": '" + place + "' must be a list");
        }
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
