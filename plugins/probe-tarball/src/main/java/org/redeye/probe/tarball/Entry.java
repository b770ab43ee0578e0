package org.redeye.probe.tarball;

/** What stands below the folder, as it was found. Paths are relative to the folder, with {@code /} between names. */
sealed interface Entry {

    /** Where it stands. */
    String path();

    /**
     * An archive.
     *
     * @param size in bytes
     */
    record Archive(String path, long size) implements Entry {}

    /**
     * A note of digest and size.
     *
     * @param content its first bytes, as text
     */
    record Note(String path, String content) implements Entry {

        /** Bytes of a note that are read: what it says takes about 70. */
        static final int MOST_BYTES = 400;
    }

    /**
     * A lock.
     *
     * @param modified seconds since the epoch
     */
    record Lock(String path, double modified) implements Entry {}
}
