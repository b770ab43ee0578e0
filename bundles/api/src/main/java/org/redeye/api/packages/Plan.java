package org.redeye.api.packages;

import java.util.List;

/**
 * What a change does, or would do.
 *
 * @param name the package
 * @param added the ids of declarations that come
 * @param changed those that change
 * @param removed those that go
 * @param etag the fingerprint of the text after the change; empty if the package is removed
 */
public record Plan(String name, List<String> added, List<String> changed, List<String> removed, String etag) {

    /** Copies the lists. */
    public Plan {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }
}
