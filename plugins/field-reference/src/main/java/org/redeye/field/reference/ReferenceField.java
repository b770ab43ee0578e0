package org.redeye.field.reference;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Component;
import org.redeye.api.plugin.Plugin;
import org.redeye.api.schema.FieldContext;
import org.redeye.api.schema.FieldException;
import org.redeye.api.schema.FieldType;
import org.redeye.api.schema.Nearest;

/**
 * The name of an item of the same package, or of a plugin. An item must be there. A plugin need not be: what needs it waits
 * until it comes; but a name that is nearly that of one that is there is taken for a slip.
 */
@Component
@Plugin(kind = "field", id = "reference", title = "Reference", help = "The name of something else")
public final class ReferenceField implements FieldType<String> {

    private static final String PLUGIN = "plugin:";
    private static final Pattern PLUGIN_ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    /** Names that a message gives. */
    private static final int MOST_SHOWN = 10;

    @Override
    public String parse(Object raw, FieldContext context) throws FieldException {
        String target = context.spec().target();
        List<String> names = context.names(target);
        if (raw instanceof String text && names.contains(text)) {
            return text;
        }
        String meant = raw instanceof String text ? Nearest.to(text, names) : "";
        if (!target.startsWith(PLUGIN)) {
            throw FieldException.unexpected("must be one of the " + target + among(names), raw, meant);
        }
        if (!(raw instanceof String text) || !PLUGIN_ID.matcher(text).matches()) {
            throw FieldException.unexpected(
                    "must be the id of a " + kind(target) + ", lower-case letters, digits and dashes", raw, meant);
        }
        if (!meant.isEmpty()) {
            throw FieldException.unexpected("must be the id of a " + kind(target) + among(names), raw, meant);
        }
        return text;
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
        String part = typed.toLowerCase(Locale.ROOT);
        List<String> names = context.names(context.spec().target());
        var found = new LinkedHashSet<String>();
        names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(part))
                .forEach(found::add);
        names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
                .forEach(found::add);
        return found.stream().limit(50).toList();
    }

    @Override
    public String editor() {
        return "rem-reference-field";
    }

    private static String kind(String target) {
        return target.substring(PLUGIN.length());
    }

    private static String among(List<String> names) {
        if (names.isEmpty()) {
            return " (there is none)";
        }
        String more = names.size() > MOST_SHOWN ? " and " + (names.size() - MOST_SHOWN) + " more" : "";
        return " (" + String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size()))) + more + ")";
    }
}
