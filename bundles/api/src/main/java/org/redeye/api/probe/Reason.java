package org.redeye.api.probe;

import java.util.Locale;

/** Why an outcome is not OK: a fixed list, so that failures can be filtered, counted and compared. */
public enum Reason {
    /** Nothing is wrong. */
    NONE,
    /** No answer, or not all of it, before the deadline. */
    TIMEOUT,
    /** The target said no to the connection. */
    REFUSED,
    /** There is no way to the target. */
    UNREACHABLE,
    /** The connection ended in the middle. */
    RESET,
    /** The name could not be resolved. */
    DNS,
    /** The TLS handshake failed. */
    TLS,
    /** The certificate is not valid, or ends too soon. */
    CERTIFICATE,
    /** The target wants other credentials. */
    AUTHENTICATION,
    /** The answer has another status than expected. */
    STATUS,
    /** A header of the answer is not as expected. */
    HEADER,
    /** The content of the answer is not as expected. */
    CONTENT,
    /** The answer was larger than allowed. */
    SIZE,
    /** More redirects than allowed. */
    REDIRECT,
    /** The answer does not follow its protocol. */
    PROTOCOL,
    /** Too many packets were lost. */
    LOSS,
    /** A measured value is outside its limits. */
    THRESHOLD,
    /** What should be there is not. */
    MISSING,
    /** There are fewer or more of it than allowed. */
    COUNT,
    /** It is older than allowed. */
    AGE,
    /** It shrank or grew more than allowed since the one before. */
    CHANGE,
    /** Its bytes are not those whose digest was noted. */
    DIGEST,
    /** The note of its digest is missing, or says nothing. */
    SIDECAR,
    /** A lock was left behind. */
    LOCK,
    /** The target shows another host key than the one that is known. */
    HOSTKEY,
    /** The node may not do it; the message says what right it lacks. */
    PERMISSION,
    /** The settings cannot work. */
    SETTINGS,
    /** The probe itself broke; the target is not to blame. */
    BROKEN,
    /** The node had no room to run it in time; the target is not to blame. */
    OVERLOAD,
    /** The node's own network is gone; the target is not to blame. */
    NETWORK;

    /** The word for it in YAML, JSON and on screen: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
