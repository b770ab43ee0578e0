package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** Every touch of the file system; tests put a disk here that is full, or that dies after so many bytes. */
interface Disk {

    /** An open file. Positions and lengths in bytes. */
    interface Handle extends Closeable, Bytes {
        void write(long position, byte[] from, int offset, int count) throws IOException;

        void truncate(long length) throws IOException;

        /** Returns when what was written survives a power failure. */
        void force() throws IOException;
    }

    /** Opens a file; for writing, it and its folders are made if they are not there. */
    Handle open(Path file, boolean writing) throws IOException;

    /** Puts a file in the place of another in one step. */
    void move(Path from, Path to) throws IOException;

    void delete(Path file) throws IOException;

    /** How long a file is; -1 if there is none. */
    long length(Path file);

    /** Free bytes there; -1 if unknown. */
    long free(Path folder);

    /** Makes sure that no other process works in a folder. */
    Closeable lock(Path file) throws IOException;

    /** Makes renamings and new names in a folder survive a power failure, where the system can do that. */
    void forceFolder(Path folder) throws IOException;
}
