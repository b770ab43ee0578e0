package org.redeye.testkit;

import java.util.List;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;

/** A field type that keeps its contract: words in lower case, with bounds of their length. Mutants override one method. */
class Words implements FieldType<String> {

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        if (!(raw instanceof String text) || !text.matches("[a-z]{1,50}")) {
            throw new FieldException("must be a word.");
        }
        check(text, context);
        return text;
    }

    void check(String text, FieldContext context) throws FieldException {
        String least = context.spec().min();
        if (!least.isEmpty() && text.length() < Integer.parseInt(least)) {
            throw new FieldException("must have at least " + least + " letters.");
        }
        String most = context.spec().max();
        if (!most.isEmpty() && text.length() > Integer.parseInt(most)) {
            throw new FieldException("must have at most " + most + " letters.");
        }
    }

    @Override
    public String format(String value, FieldContext context) {
        return value;
    }

    @Override
    public Object save(String value, FieldContext context) {
        return value;
    }

    @Override
    public List<String> suggest(String typed, FieldContext context) {
        return "hello".startsWith(typed) ? List.of("hello") : List.of();
    }

    @Override
    public String editor() {
        return "rem-words-field";
    }
}
