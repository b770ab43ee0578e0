package org.redeye.probe.system;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of several things are looked at.
 *
 * @param include globs of which one must match; {@code *} stands for any run of characters
 * @param exclude globs of which none may match
 */
record Choice(List<String> include, List<String> exclude) {

    boolean has(String name) {
        return any(include, name) && !any(exclude, name);
    }

    private static boolean any(List<String> globs, String name) {
        return globs.stream().anyMatch(glob -> name.matches(Pattern.quote(glob).replace("*", "\\E.*\\Q")));
    }
}
