package org.redeye.field.secret;

import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.Bounds;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Secret;

/** A text that nobody may see: no message repeats it, not even in part. Bounds are lengths in characters. */
@Component
@Plugin(kind = "field", id = "secret", title = "Secret", help = "A text that nobody may see")
public final class SecretField implements FieldType<Secret> {

    @Override
    public Secret parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw FieldException.unexpected("must be a text", raw);
        }
        var bounds = new Bounds(context.spec());
        int length = text.codePointCount(0, text.length());
        if (length < bounds.least()) {
            throw new FieldException("must have at least " + bounds.least() + " characters.");
        }
        if (length > bounds.most()) {
            throw new FieldException("must have at most " + bounds.most() + " characters.");
        }
        if (!bounds.matchesPattern(text)) {
            throw new FieldException("must look like " + context.spec().pattern() + ".");
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
}
