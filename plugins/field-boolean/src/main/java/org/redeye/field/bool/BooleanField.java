package org.redeye.field.bool;

import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Nearest;

/** Yes or no. The package is named {@code bool} because {@code boolean} cannot be a package in Java. */
@Component
@Plugin(kind = "field", id = "boolean", title = "Boolean", help = "Yes or no")
public final class BooleanField implements FieldType<Boolean> {

    private static final List<String> YES = List.of("true", "yes", "on");
    private static final List<String> NO = List.of("false", "no", "off");

    @Override
    public Boolean parse(Object raw, FieldContext context) throws FieldException {
        String word = raw instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
        if (YES.contains(word)) {
            return true;
        }
        if (NO.contains(word)) {
            return false;
        }
        throw FieldException.unexpected(
                "must be true or false (or yes, no, on, off)",
                raw,
                word.isEmpty() ? "" : Nearest.to(word, List.of("true", "false", "yes", "off")));
    }

    @Override
    public String format(Boolean value, FieldContext context) {
        return value ? "yes" : "no";
    }

    @Override
    public Object save(Boolean value, FieldContext context) {
        return value.toString();
    }

    @Override
    public List<String> suggest(String typed, FieldContext context) {
        return List.of("true", "false").stream()
                .filter(word -> word.startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public String editor() {
        return "rem-boolean-field";
    }
}
