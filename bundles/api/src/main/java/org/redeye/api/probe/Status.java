package org.redeye.api.probe;

/** What a probe found. */
public enum Status {
    /** As it should be. */
    OK,
    /** It works, but not as well as asked for. */
    WARNING,
    /** It does not work as asked for. */
    CRITICAL,
    /** Nothing can be said about the target: the probe could not look, or broke. */
    UNKNOWN
}
