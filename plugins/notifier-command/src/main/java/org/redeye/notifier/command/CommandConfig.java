package org.redeye.notifier.command;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.schema.Field;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Secret;

/** What to run for each notice. */
record CommandConfig(
        @Field(
                help =
                        "The program, with its full path or its path in the package's folder, and its arguments; no shell"
                                + " reads them; %(to)s, %(subject)s and others are filled in",
                required = true,
                min = "1",
                max = "200")
        List<String> command,

        @Field(
                help = "Variables added to the program's environment; their values are kept secret",
                of = "secret",
                max = "50")
        Map<String, Secret> environment) {

    private static final Pattern SHELL = Pattern.compile("(.*/)?(sh|ash|bash|dash|ksh|zsh)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    CommandConfig {
        if (command.get(0).isBlank() || command.get(0).contains("%(")) {
            throw new IllegalArgumentException(
                    "'command' must begin with the program, not with an empty text or one that is filled in.");
        }
        if (SHELL.matcher(command.get(0)).matches()) {
            noText(command);
        }
        for (String word : command) {
            Matcher place = Words.PLACE.matcher(word);
            while (place.find()) {
                known(place.group(1));
            }
        }
        for (String name : environment.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("'environment' names a variable '" + name
                        + "'; a name is letters, digits and _, and does not begin with a digit.");
            }
        }
    }

    /** What stands behind -c is read as a program: a notice could say what runs. */
    private static void noText(List<String> command) {
        for (int i = 2; i < command.size(); i++) {
            if (command.get(i - 1).matches("-[a-z]*c") && command.get(i).contains("%(")) {
                throw new IllegalArgumentException(
                        "'command' has a shell read what is filled in; use the variables there,"
                                + " such as \"$REM_SUBJECT\" in quotes.");
            }
        }
    }

    private static void known(String name) {
        if (!Words.NAMES.contains(name)) {
            String nearest = Nearest.to(name, Words.NAMES);
            throw new IllegalArgumentException(
                    "'command' has '%(" + name + ")s', which stands for nothing; possible are "
                            + String.join(", ", Words.NAMES) + "."
                            + (nearest.isEmpty() ? "" : " Did you mean '" + nearest + "'?"));
        }
    }
}
