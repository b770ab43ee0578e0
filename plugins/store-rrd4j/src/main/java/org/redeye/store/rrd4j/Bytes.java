package org.redeye.store.rrd4j;

import java.io.IOException;

/** Something to read a file from. Not thread-safe. */
interface Bytes {

    long length() throws IOException;

    /** @throws java.io.EOFException if the file ends before */
    void read(long position, byte[] into, int offset, int count) throws IOException;
}
