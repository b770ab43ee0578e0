package org.redeye.field.secret;

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
import org.redeye.api.schema.Secret;

/** A text that nobody may see: no message repeats it, not even in part. Bounds are lengths in characters. */
@Component
@Plugin(kind = "field", id = "secret", title = "Secret", help = "A text that nobody may see")
public final class SecretField implements FieldType<Secret> {

    @Override
    public Secret parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            String kind = raw instanceof List ? "a list" : raw instanceof Map ? "a map" : "nothing";
            throw new FieldException("must be a text, not " + kind + ".");
        }
        FieldSpec spec = context.spec();
        int length = text.codePointCount(0, text.length());
        if (length < count(spec.min(), 0)) {
            throw new FieldException("must have at least " + spec.min() + " characters.");
        }
        if (length > count(spec.max(), Integer.MAX_VALUE)) {
            throw new FieldException("must have at most " + spec.max() + " characters.");
        }
        if (!spec.pattern().isEmpty() && !matches(text, spec.pattern())) {
            throw new FieldException("must look like " + spec.pattern() + ".");
        }
        return new Secret(text);
    }

    @Override
    public String format(Secret value, FieldContext context) {
        return Secret.MASK;
    }

    @Override
    public Object save(Secret value, FieldContext context) {
        return value.reveal();
    }

    @Override
    public String editor() {
        return "rem-secret-field";
    }

    private static boolean matches(String text, String pattern) throws FieldException {
        try {
            return Pattern.matches(pattern, text);
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw new FieldException("cannot be checked against its pattern " + pattern + ".");
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
}
