package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.redeye.api.probe.Reason;

/** Cuts what arrives into lines. All lines together are bounded. Not thread-safe. */
final class LineReader {

    private final int limit;
    private byte[] line = new byte[128];
    private int length;
    private int total;

    /** @param limit how many bytes all lines may have together */
    LineReader(int limit) {
        this.limit = limit;
    }

    /** The next line without its end; empty if it is not all there yet. */
    Optional<String> read(ByteBuffer bytes) throws Failure {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (++total > limit) {
                throw new Failure(Reason.PROTOCOL, "The header of the answer is larger than " + limit + " bytes.");
            }
            if (next == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                length = 0;
                return Optional.of(new String(line, 0, end, ISO_8859_1));
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, length * 2);
            }
            line[length++] = next;
        }
        return Optional.empty();
    }

    /** Counts anew. */
    void renew() {
        total = 0;
    }

    /** Whether nothing at all was read. */
    boolean untouched() {
        return total == 0;
    }
}
