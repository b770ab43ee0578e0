package org.redeye.packages.unit;

/** How large a unit may be. */
public final class UnitLimits {

    /** Files at most, the package's own included. */
    public static final int FILES = 2_000;

    /** Bytes of all files together at most. */
    public static final long BYTES = 64L << 20;

    /** Bytes of an archive at most. */
    public static final long ARCHIVE_BYTES = 64L << 20;

    /** How many times larger than the archive its content may be, once it is larger than {@link #HARMLESS_BYTES}. */
    static final long RATIO = 100;

    /** Bytes that may be as well compressed as they like. */
    static final long HARMLESS_BYTES = 1L << 20;

    /** Characters of one name at most. */
    static final int NAME = 200;

    /** Names in a path at most. */
    static final int DEPTH = 16;

    private UnitLimits() {}
}
