package org.redeye.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One line of the shell that means exactly the given words. A word with other characters than the plain ones travels as
 * a variable of the session, because the shell expands quoted text too ({@code %}, {@code $}, backslashes).
 *
 * @param text the line
 * @param variables what the session must know before it runs the line
 */
record CommandLine(String text, Map<String, String> variables) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@+,=-]+");

    /** The line for a command and its arguments; a command without a scope is one of ours. */
    static CommandLine of(String... words) {
        var text = new StringBuilder(words[0].contains(":") ? words[0] : "rem:" + words[0]);
        var variables = new LinkedHashMap<String, String>();
        for (int i = 1; i < words.length; i++) {
            text.append(' ');
            if (PLAIN.matcher(words[i]).matches()) {
                text.append(words[i]);
            } else {
                variables.put("word" + i, words[i]);
                text.append("$word").append(i);
            }
        }
        return new CommandLine(text.toString(), variables);
    }
}
