package org.redeye.api.packages;

import java.util.ArrayList;
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
 * @param warnings what is right but probably not meant, and what would wait and why, one sentence each; at most
 *     {@value #MAX_WARNINGS} and one that counts the rest
 * @param pending the id of the {@link PendingChange} that the change became; nothing was changed then, and the first warning
 *     says for whose approval it waits. Empty otherwise
 */
public record Plan(
        String name,
        List<String> added,
        List<String> changed,
        List<String> removed,
        String etag,
        FileChanges files,
        List<String> warnings,
        String pending) {

    /** Warnings that are told. */
    public static final int MAX_WARNINGS = 100;

    /** Copies the lists. */
    public Plan {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        warnings = List.copyOf(warnings);
    }

    /** Of a change that does not wait for anybody. */
    public Plan(
            String name,
            List<String> added,
            List<String> changed,
            List<String> removed,
            String etag,
            FileChanges files,
            List<String> warnings) {
        this(name, added, changed, removed, etag, files, warnings, "");
    }

    /** Of a change of the text alone. */
    public Plan(String name, List<String> added, List<String> changed, List<String> removed, String etag) {
        this(name, added, changed, removed, etag, FileChanges.NONE);
    }

    /** Without anything to be warned of. */
    public Plan(
            String name,
            List<String> added,
            List<String> changed,
            List<String> removed,
            String etag,
            FileChanges files) {
        this(name, added, changed, removed, etag, files, List.of());
    }

    /** The same with what to be warned of. */
    public Plan warning(List<String> warnings) {
        List<String> told = warnings;
        if (warnings.size() > MAX_WARNINGS) {
            told = new ArrayList<>(warnings.subList(0, MAX_WARNINGS));
            told.add("… and " + (warnings.size() - MAX_WARNINGS) + " more warnings.");
        }
        return new Plan(name, added, changed, removed, etag, files, told, pending);
    }

    /** The same with what happens to the files. */
    public Plan with(FileChanges files) {
        return new Plan(name, added, changed, removed, etag, files, warnings, pending);
    }

    /**
     * The same of a change that waits for approval.
     *
     * @param id the pending change
     * @param sentence for whose approval it waits; comes before all warnings
     */
    public Plan waiting(String id, String sentence) {
        var told = new ArrayList<String>();
        told.add(sentence);
        told.addAll(warnings);
        return new Plan(name, added, changed, removed, etag, files, told, id);
    }
}
