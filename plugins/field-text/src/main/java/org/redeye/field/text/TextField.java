package org.redeye.field.text;

import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** Any text. Bounds are lengths in characters (Unicode code points). */
@Component
@Plugin(kind = "field", id = "text", title = "Text", help = "Any text")
public final class TextField implements FieldType<String> {

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw FieldException.unexpected("must be a text", raw);
        }
        var bounds = new Bounds(context.spec());
        bounds.count(text.codePointCount(0, text.length()), "characters");
        if (!bounds.matchesPattern(text)) {
            throw FieldException.unexpected("must look like " + context.spec().pattern(), raw);
        }
        return text;
    }

    @Override
    public String format(String value, FieldContext context) {
        return value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }

    @Override
    public Object save(String value, FieldContext context) {
        return value;
    }

    @Override
    public String editor() {
        return "rem-text-field";
    }
}
