package org.redeye.api.alert;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What stands on what: hosts on their parents, services on those that they connect to. Thread-safe; answers come from what
 * packages declare and how checks stand now, without input or output.
 */
@ProviderType
public interface Dependencies {

    /**
     * Whether somebody else is to blame for a condition.
     *
     * @param condition which fires
     */
    Blame blame(Condition condition);

    /** What stands on a host or service, directly or not: each as {@code package/name}, at most 10,000. */
    List<String> dependents(String packageName, String name);

    /** What is odd about all that is declared, a sentence each: circles over several packages, names that nobody has. */
    List<String> findings();

    /**
     * Who is to blame. Immutable.
     *
     * @param verdict the answer
     * @param checks ids of checks: those of the parents that are down; if it is not sure, those that should be run before it is
     *     asked again
     * @param because one sentence with the names of the parents; empty for {@link Verdict#ITSELF}
     */
    record Blame(Verdict verdict, List<String> checks, String because) {

        /** Nobody else. */
        public static final Blame ITSELF = new Blame(Verdict.ITSELF, List.of(), "");

        /** Copies the list. */
        public Blame {
            checks = List.copyOf(checks);
        }
    }

    /** An answer. */
    enum Verdict {
        /** At least one way to it is whole, or it stands on nothing. */
        ITSELF,
        /** Every way to it is broken: what it stands on is down. */
        PARENTS,
        /** What is known of its parents is older than the condition. */
        UNSURE
    }
}
