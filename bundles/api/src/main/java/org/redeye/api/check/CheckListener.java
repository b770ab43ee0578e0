package org.redeye.api.check;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets every change of a check, none left out: for who decides by them. Registered as a service. Called on the thread that ran
 * the check, one call at a time for each check, in order; it returns at once and throws nothing.
 *
 * <p>A listener that comes later reads {@link Checks#list} first; it may then get what it has read once more.
 */
@ConsumerType
public interface CheckListener {

    /**
     * A check has run, or stands otherwise: its state, reason or values are new.
     *
     * @param status as it is now
     */
    void stands(CheckStatus status);

    /** A check is no longer declared. */
    void gone(String check);
}
