package org.redeye.api.packages;

import java.util.List;

/**
 * What is different between the files of two states of a package, by their paths relative to the folder of packages, written
 * with {@code /} and in their order.
 *
 * @param added those that come
 * @param changed those that have other bytes
 * @param removed those that go
 */
public record FileChanges(List<String> added, List<String> changed, List<String> removed) {

    /** Nothing. */
    public static final FileChanges NONE = new FileChanges(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public FileChanges {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** How many there are. */
    public int count() {
        return added.size() + changed.size() + removed.size();
    }
}
