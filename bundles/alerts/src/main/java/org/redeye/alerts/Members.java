package org.redeye.alerts;

import java.util.Collection;
import org.redeye.api.alert.Severity;

/** What follows from the members of an alert taken together. */
final class Members {

    private Members() {}

    /** Whether somebody is to be called about any of them. */
    static boolean call(Collection<Part> parts) {
        for (Part part : parts) {
            if (part.calls()) {
                return true;
            }
        }
        return false;
    }

    /** The worst of those that somebody is called about; of all while there is none. */
    static Severity severity(Collection<Part> parts) {
        return first(parts).condition().severity();
    }

    /** The first of the worst ones that somebody is called about; of all while there is none. */
    static Part first(Collection<Part> parts) {
        Part first = null;
        for (Part part : parts) {
            boolean more = first == null
                    || part.calls() && !first.calls()
                    || part.calls() == first.calls()
                            && part.condition()
                                            .severity()
                                            .compareTo(first.condition().severity())
                                    > 0;
            first = more ? part : first;
        }
        if (first == null) {
            throw new IllegalStateException("An alert without members");
        }
        return first;
    }
}
