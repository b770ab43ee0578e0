package org.redeye.api.section;

import java.util.List;

/**
 * The difference between what was declared and what is now.
 *
 * @param added new ones
 * @param changed those whose id was there with other content, as they are now
 * @param removed those that are gone, as they were
 */
public record Changes<D extends Declaration>(List<D> added, List<D> changed, List<D> removed) {

    /** Copies the lists. */
    public Changes {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    /** Whether there is no difference. */
    public boolean isEmpty() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
