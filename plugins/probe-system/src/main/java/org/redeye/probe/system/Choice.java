package org.redeye.probe.system;

import java.util.List;
import org.redeye.api.text.Glob;

/**
 * Which of several things are looked at.
 *
 * @param include {@linkplain Glob globs} of which one must match
 * @param exclude globs of which none may match
 */
record Choice(List<String> include, List<String> exclude) {

    boolean has(String name) {
        return Glob.any(include, name) && !Glob.any(exclude, name);
    }
}
