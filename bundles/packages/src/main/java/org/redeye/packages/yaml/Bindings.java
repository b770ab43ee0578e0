package org.redeye.packages.yaml;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.redeye.packages.yaml.Part.Alias;
import org.redeye.packages.yaml.Part.Collection;
import org.redeye.packages.yaml.Splicer.EditException;

/** Sees to it that every alias names after an edit what it named before. */
final class Bindings {

    private final Source source;
    private final Map<String, Integer> latest = new HashMap<>();
    private final Set<Integer> all = new HashSet<>();

    private Bindings(Source source) {
        this.source = source;
    }

    /** @throws EditException if an alias of the tree would name nothing, or something else than it did */
    static void check(Source source, Part expected) {
        var bindings = new Bindings(source);
        bindings.collect(expected);
        bindings.walk(expected);
    }

    private void collect(Part part) {
        if (part.props().id() >= 0) {
            all.add(part.props().id());
        }
        if (part instanceof Collection in) {
            in.members().forEach(member -> {
                collect(member.key());
                collect(member.value());
            });
        }
    }

    private void walk(Part part) {
        if (!part.props().anchor().isEmpty()) {
            latest.put(part.props().anchor(), part.props().id());
        }
        if (part instanceof Alias alias) {
            check(alias);
        } else if (part instanceof Collection in) {
            in.members().forEach(member -> {
                walk(member.key());
                walk(member.value());
            });
        }
    }

    private void check(Alias alias) {
        Integer now = latest.get(alias.name());
        String name = "'*" + alias.name() + "'";
        if (alias.target() < 0) {
            if (now == null) {
                throw new EditException(
                        "The pasted text uses " + name + ", and above that place there is no '&" + alias.name() + "'.");
            }
            return;
        }
        if (now != null && now == alias.target()) {
            return;
        }
        String here = "the alias " + name + " of line " + source.lines().number(alias.start());
        if (!all.contains(alias.target())) {
            throw new EditException("What '&" + alias.name() + "' names is still used: " + here
                    + " would name nothing. Change that line first.");
        }
        throw new EditException(
                now == null
                        ? "Then " + here + " would stand before '&" + alias.name() + "', which it names."
                        : "Then " + here + " would name another '&" + alias.name() + "' than it does now.");
    }
}
