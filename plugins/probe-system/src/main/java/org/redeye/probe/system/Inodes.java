package org.redeye.probe.system;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/**
 * How many files a file system can hold, which Java does not tell: statvfs(3) of the C library, on Linux with 64 bits.
 *
 * @param total inodes in all; NaN if unknown or without limit
 * @param free inodes left; NaN likewise
 */
record Inodes(double total, double free) {

    private static final Inodes UNKNOWN = new Inodes(Double.NaN, Double.NaN);

    /** struct statvfs: 5 fields of 8 bytes (bsize, frsize, blocks, bfree, bavail), then files and ffree; 112 bytes in all. */
    private static final int FILES = 40;

    private static final int FILES_FREE = 48;
    private static final int ROOM = 256;

    private static final boolean POSSIBLE = Platform.isLinux() && Platform.is64Bit() && Libc.isThere();

    static Inodes of(Path mount) {
        if (!POSSIBLE) {
            return UNKNOWN;
        }
        try (var struct = new Memory(ROOM)) {
            if (Libc.statvfs(mount.toString(), struct) != 0) {
                return UNKNOWN;
            }
            long files = struct.getLong(FILES);
            return files <= 0 ? UNKNOWN : new Inodes(files, struct.getLong(FILES_FREE));
        }
    }

    /** The C library. */
    private static final class Libc {

        private static boolean there;

        static {
            try {
                Native.register(Libc.class, Platform.C_LIBRARY_NAME);
                there = true;
            } catch (LinkageError e) {
                there = false; // no native code for this machine: the rest is told all the same
            }
        }

        static boolean isThere() {
            return there;
        }

        static native int statvfs(String path, Pointer struct);
    }
}
