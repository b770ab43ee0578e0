package org.redeye.oncall;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds what packages declare by its name. Immutable. */
final class Names<T> {

    private final Map<String, T> whole = new HashMap<>();
    private final Map<String, T> bare = new HashMap<>();
    private final Function<T, String> packageOf;
    private final Function<T, String> nameOf;
    private final List<T> all;

    /**
     * @param things in any order; of two with one name in one package, the first in the order of the ids stands
     */
    Names(Collection<T> things, Function<T, String> id, Function<T, String> packageOf, Function<T, String> nameOf) {
        this.packageOf = packageOf;
        this.nameOf = nameOf;
        things.stream()
                .sorted(Comparator.comparing(packageOf).thenComparing(id))
                .forEach(thing -> {
                    whole.putIfAbsent(packageOf.apply(thing) + "/" + nameOf.apply(thing), thing);
                    bare.putIfAbsent(nameOf.apply(thing), thing);
                });
        all = whole.values().stream()
                .sorted(Comparator.comparing(nameOf).thenComparing(packageOf))
                .toList();
    }

    /** All of them, ordered by name. */
    List<T> all() {
        return all;
    }

    /**
     * What a name means.
     *
     * @param within the package in which it is written, whose own things go first; empty for none
     */
    Optional<T> find(String name, String within) {
        if (name.indexOf('/') >= 0) {
            return Optional.ofNullable(whole.get(name));
        }
        T own = whole.get(within + "/" + name);
        return Optional.ofNullable(own == null ? bare.get(name) : own);
    }

    /** The shortest name by which it is found from anywhere. */
    String spelled(T thing) {
        String name = nameOf.apply(thing);
        return thing.equals(bare.get(name)) ? name : packageOf.apply(thing) + "/" + name;
    }

    /** The name as it is found from anywhere; as it stands, if nothing has it. */
    String spelled(String name, String within) {
        return find(name, within).map(this::spelled).orElse(name);
    }

    /** The names there are. */
    Set<String> names() {
        return bare.keySet();
    }
}
