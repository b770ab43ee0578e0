package org.redeye.api.store;

/** The one exception of every store. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What kind of failure it is, and so what the caller can do. */
    public enum Kind {
        /** The store cannot work now (disk full, server gone): try again later; nothing of the call was done. */
        UNAVAILABLE,
        /** Somebody else was faster: read again, decide again. */
        CONFLICT,
        /** What is stored cannot be read: a person must look. */
        CORRUPT
    }

    private final Kind kind;

    /** @param message what happened, where, and what to do */
    public StoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** @param message what happened, where, and what to do */
    public StoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What kind of failure it is. */
    public Kind kind() {
        return kind;
    }
}
