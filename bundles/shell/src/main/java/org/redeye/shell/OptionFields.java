package org.redeye.shell;

import java.lang.reflect.Field;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.karaf.shell.api.action.Option;

/** Fills the fields of a command that stand for its options, as Karaf does: texts, whole numbers, and booleans that need no value. */
final class OptionFields {
    private final Object command;
    private final Map<String, Field> fields = new TreeMap<>();

    private OptionFields(Object command) {
        this.command = command;
        for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                if (option != null) {
                    field.setAccessible(true);
                    fields.put(option.name(), field);
                }
            }
        }
    }

    /** @throws Refusal if one of the words is no option of this command, or lacks its value */
    static void fill(Object command, List<String> words) throws Refusal {
        var options = new OptionFields(command);
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            options.take(rest.next(), rest);
        }
    }

    private void take(String word, Iterator<String> rest) throws Refusal {
        if (!word.startsWith("-")) {
            // an unquoted [ begins a list in this shell
            throw new Refusal("'" + word + "' is one argument too many"
                    + (word.startsWith("[") ? "; an id with brackets must stand in quotes" : ""));
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Field field = fields.get(name);
        if (field == null) {
            throw new Refusal("there is no option '" + name + "'; there are " + String.join(", ", fields.keySet())
                    + Nearest.hint(name, fields.keySet()));
        }
        try {
            if (field.getType() == boolean.class) {
                field.setBoolean(command, equals < 0 || Boolean.parseBoolean(word.substring(equals + 1)));
            } else if (equals < 0 && !rest.hasNext()) {
                throw new Refusal("the option " + name + " needs a value");
            } else {
                String value = equals < 0 ? rest.next() : word.substring(equals + 1);
                field.set(command, field.getType() == int.class ? (Object) number(name, value) : value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String name, String value) throws Refusal {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Refusal("the option " + name + " takes a whole number, not '" + value + "'");
        }
    }
}
