package org.redeye.probe.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel tells a program at its start, as {@code /proc/self/auxv} shows it; see getauxval(3). */
final class AuxiliaryVector {

    private static final long AT_PAGESZ = 6;

    private AuxiliaryVector() {}

    /** The size of a page of memory on a 64 bit machine. */
    static long pageBytes(Path file, long otherwise) {
        try {
            ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long key = pairs.getLong();
                long value = pairs.getLong();
                if (key == AT_PAGESZ) {
                    return value;
                }
            }
            return otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }
}
