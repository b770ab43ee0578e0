package org.redeye.field.choice;

import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Nearest;

/** One of the words that the field names. */
@Component
@Plugin(kind = "field", id = "choice", title = "Choice", help = "One of a few words")
public final class ChoiceField implements FieldType<String> {

    /** Words that a message names. */
    private static final int MOST_SHOWN = 30;

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        List<String> choices = context.spec().choices();
        if (raw instanceof String text && choices.contains(text)) {
            return text;
        }
        throw FieldException.unexpected(
                "must be " + words(choices), raw, raw instanceof String text ? Nearest.to(text, choices) : "");
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
        String begin = typed.toLowerCase(Locale.ROOT);
        return context.spec().choices().stream()
                .filter(choice -> choice.toLowerCase(Locale.ROOT).startsWith(begin))
                .limit(50)
                .toList();
    }

    @Override
    public String editor() {
        return "rem-choice-field";
    }

    private static String words(List<String> choices) {
        if (choices.size() > MOST_SHOWN) {
            return "one of " + String.join(", ", choices.subList(0, MOST_SHOWN)) + " and "
                    + (choices.size() - MOST_SHOWN) + " more";
        }
        return choices.size() == 1 ? choices.get(0) : "one of " + String.join(", ", choices);
    }
}
