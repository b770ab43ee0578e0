package org.redeye.probe.system;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How full a file system is.
 *
 * @param total its size in bytes
 * @param used bytes in use
 * @param free bytes that a user without special rights can still use
 * @param inodes how many files it can hold; NaN if it has no such limit or does not say
 * @param inodesFree how many more; NaN likewise
 */
record Space(double total, double used, double free, double inodes, double inodesFree) {

    /** Asks a file system. */
    interface Reader {
        Space read(Path mount) throws IOException;
    }

    static Space of(Path mount) throws IOException {
        FileStore store = Files.getFileStore(mount);
        double total = store.getTotalSpace();
        Inodes inodes = Inodes.of(mount);
        return new Space(
                total, total - store.getUnallocatedSpace(), store.getUsableSpace(), inodes.total(), inodes.free());
    }

    /** The used part as df(1) has it: what is kept for root counts neither as used nor as free. */
    double usedRatio() {
        return used + free > 0 ? used / (used + free) : Double.NaN;
    }

    double inodesUsedRatio() {
        return inodes > 0 ? (inodes - inodesFree) / inodes : Double.NaN;
    }
}
