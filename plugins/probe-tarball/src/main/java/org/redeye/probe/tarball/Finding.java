package org.redeye.probe.tarball;

import org.redeye.api.probe.Reason;

/**
 * A rule that is broken.
 *
 * @param reason which rule
 * @param what where, what was found and what was expected, without a full stop
 */
record Finding(Reason reason, String what) {

    /** Whether it may have a good cause: a repository that was cleaned up is smaller. */
    boolean mild() {
        return reason == Reason.CHANGE;
    }
}
