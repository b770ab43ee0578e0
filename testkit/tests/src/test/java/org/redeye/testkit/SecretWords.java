package org.redeye.testkit;

import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Secret;

/** A field type for secrets that keeps its contract: at least six characters. Mutants override one method. */
class SecretWords implements FieldType<Secret> {

    @Override
    public Secret parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text)) {
            throw new FieldException("must be a text.");
        }
        if (text.length() < 6) {
            throw new FieldException(tooShort(text));
        }
        return new Secret(text);
    }

    String tooShort(String text) {
        return "is too short.";
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
