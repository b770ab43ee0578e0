package org.redeye.api.section;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes one type of declaration real. Registered as a service by engines, and by plugins that bring declarations of their
 * own. A new reconciler first gets all declarations of its type as added.
 */
@ConsumerType
public interface Reconciler<D extends Declaration> {

    /** The type of declaration; a declaration goes to the reconciler of exactly its class. */
    Class<D> type();

    /**
     * Takes over a difference. A declaration that is not named stays untouched. Calls come one at a time, in order.
     * What cannot be made real becomes a state that people see; an exception is logged and the difference counts as
     * taken over.
     */
    void apply(Changes<D> changes);
}
