package org.redeye.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;

/**
 * What a {@code widget.json} says. JSON is YAML, so it is read as that; the registry's own reader says more of what is
 * wrong.
 *
 * @param module the ES module, a file beside it
 * @param export the name of the custom element's class in the module
 * @param width how many of a page's 12 columns it takes by default
 * @param height how many rows it takes by default
 */
record WidgetFile(String title, String help, String module, String export, int width, int height, Schema schema) {

    static WidgetFile read(Path file) throws IOException {
        Map<String, Object> root = RawYaml.map(Files.readString(file));
        List<?> fields = root.get("fields") instanceof List<?> list ? list : List.of();
        return new WidgetFile(
                text(root, "title"),
                text(root, "help"),
                text(root, "module"),
                text(root, "export"),
                Integer.parseInt(text(root, "width")),
                Integer.parseInt(text(root, "height")),
                Schema.fields(
                        fields.stream().map(field -> field((Map<?, ?>) field)).toArray(FieldSpec[]::new)));
    }

    private static FieldSpec field(Map<?, ?> field) {
        FieldSpec.Builder spec = FieldSpec.of(text(field, "name"), text(field, "type"))
                .title(text(field, "title"))
                .help(text(field, "help"))
                .required(text(field, "required").equals("true"))
                .def(text(field, "default"))
                .range(text(field, "min"), text(field, "max"))
                .pattern(text(field, "pattern"))
                .unit(text(field, "unit"))
                .target(text(field, "target"));
        List<String> choices = field.get("choices") instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
        if (field.containsKey("of")) { // then the choices are those of each element
            spec.element(FieldSpec.of("", text(field, "of")).choices(choices).build());
        } else {
            spec.choices(choices);
        }
        return spec.build();
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }
}
