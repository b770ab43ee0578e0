package org.redeye.api.script;

import java.util.List;
import java.util.Map;
import org.redeye.api.script.ScriptCall.Limits;

/**
 * One call of a command. Immutable.
 *
 * @param packageName the package that asks for it
 * @param words the program and its arguments, as they are: the program is the full path of a file of this machine
 *     ({@code /usr/lib/nagios/plugins/check_load}) or a path within the package's folder ({@code scripts/check.py})
 * @param environment what it gets beside the usual variables; may hold secrets
 * @param limits what it may use
 */
public record CommandCall(String packageName, List<String> words, Map<String, String> environment, Limits limits) {

    /**
     * Copies list and map.
     *
     * @throws IllegalArgumentException if there is no word
     */
    public CommandCall {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("A command has at least one word: the program.");
        }
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** The program, as the call names it. */
    public String program() {
        return words.get(0);
    }

    /** Without the values of the environment, which may be secrets. */
    @Override
    public String toString() {
        return "CommandCall[" + packageName + ": " + words + ", " + environment.keySet() + ", " + limits + "]";
    }
}
