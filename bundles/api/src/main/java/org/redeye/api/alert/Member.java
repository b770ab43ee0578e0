package org.redeye.api.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * One condition within an alert. Immutable.
 *
 * @param condition as it was reported last
 * @param joined when it came to this alert
 * @param because why it belongs to this alert, a sentence such as "same host web1"; empty for the first one
 * @param hold why nobody is called about it; empty if it is called about
 * @param changes how often it went wrong and right within this alert
 */
public record Member(Condition condition, Instant joined, String because, Optional<Hold> hold, int changes) {

    /** Whether it is out of order. */
    public boolean firing() {
        return condition.firing();
    }
}
