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
 * @param files what happens to the package's files, its text included; {@link FileChanges#NONE} if only the text is at stake
 */
public record Plan(
        String name, List<String> added, List<String> changed, List<String> removed, String etag, FileChanges files) {

    /** Copies the lists. */
    public Plan {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** Of a change of the text alone. */
    public Plan(String name, List<String> added, List<String> changed, List<String> removed, String etag) {
        this(name, added, changed, removed, etag, FileChanges.NONE);
    }

    /** The same with what happens to the files. */
    public Plan with(FileChanges files) {
        return new Plan(name, added, changed, removed, etag, files);
    }
}
