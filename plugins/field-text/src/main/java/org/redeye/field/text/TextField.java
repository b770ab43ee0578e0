package org.redeye.field.text;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.FieldType;

/** Any text. Bounds are lengths in characters (Unicode code points). */
@Component
@Plugin(kind = "field", id = "text", title = "Text", help = "Any text")
public final class TextField implements FieldType<String> {

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw new FieldException("must be a text, not " + shown(raw) + ".");
        }
        FieldSpec spec = context.spec();
        int length = text.codePointCount(0, text.length());
        if (length < count(spec.min(), 0)) {
            throw new FieldException("must have at least " + spec.min() + " characters, not " + length + ".");
        }
        if (length > count(spec.max(), Integer.MAX_VALUE)) {
            throw new FieldException("must have at most " + spec.max() + " characters, not " + length + ".");
        }
        if (!spec.pattern().isEmpty() && !matches(text, spec.pattern())) {
            throw new FieldException("must look like " + spec.pattern() + ", not " + shown(raw) + ".");
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

    private static boolean matches(String text, String pattern) throws FieldException {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException e) {
            throw new FieldException("cannot be checked: its pattern " + pattern + " is no regular expression.");
        } catch (StackOverflowError e) { // a pattern such as (a|b)* calls itself once a character
            throw new FieldException("is too long for its pattern " + pattern + ".");
        }
    }

    /** The length or count that a bound allows. */
    private static int count(String bound, int otherwise) throws FieldException {
        try {
            return bound.isEmpty() ? otherwise : Integer.parseInt(bound);
        } catch (NumberFormatException e) {
            throw new FieldException("cannot be checked: its bound '" + bound + "' is no whole number.");
        }
    }

    private static String shown(Object raw) {
        if (raw instanceof String text) {
            return "'" + (text.length() > 80 ? text.substring(0, 80) + "…" : text).replaceAll("\\p{Cntrl}", " ") + "'";
        }
        return raw instanceof List ? "a list" : raw instanceof Map ? "a map" : "nothing";
    }
}
