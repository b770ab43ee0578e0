package org.redeye.probe.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.redeye.api.probe.Reason;

/** Reads a body up to its end or its bound, whichever comes first. Not thread-safe. */
abstract sealed class BodyReader {

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
    private boolean cut;

    private BodyReader(int most) {
        this.most = most;
    }

    /** Takes what has arrived; true at the end or the bound. */
    abstract boolean feed(ByteBuffer bytes) throws Failure;

    /** The connection has ended. */
    abstract void end() throws Failure;

    byte[] bytes() {
        return kept.toByteArray();
    }

    long size() {
        return kept.size();
    }

    /** Whether there is more than is kept. */
    boolean cut() {
        return cut;
    }

    /** Keeps so many of these bytes; false if they go beyond the bound. */
    final boolean keep(ByteBuffer bytes, long count) {
        int room = (int) Math.min(count, most - kept.size());
        kept.write(bytes.array(), bytes.arrayOffset() + bytes.position(), room);
        bytes.position(bytes.position() + room);
        cut = room < count;
        return !cut;
    }

    /** A body with a length known beforehand. */
    static final class Fixed extends BodyReader {
        private final long length;
        private long left;

        Fixed(long length, int most) {
            super(most);
            this.length = length;
            this.left = length;
        }

        @Override
        boolean feed(ByteBuffer bytes) {
            long count = Math.min(left, bytes.remaining());
            left -= count;
            return !keep(bytes, count) || left == 0;
        }

        @Override
        void end() throws Failure {
            if (left > 0) {
                throw new Failure(
                        Reason.RESET,
                        "The connection ended after " + (length - left) + " of " + length + " bytes of the body.");
            }
        }
    }

    /** A body that ends with the connection. */
    static final class UntilClose extends BodyReader {

        UntilClose(int most) {
            super(most);
        }

        @Override
        boolean feed(ByteBuffer bytes) {
            return !keep(bytes, bytes.remaining());
        }

        @Override
        void end() {
            // that is its end
        }
    }

    /** A body in chunks (RFC 9112, 7.1). */
    static final class Chunked extends BodyReader {
        private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

        private final LineReader lines = new LineReader(ResponseParser.MAX_HEAD);
        private long left;
        private Part part = Part.SIZE;

        private enum Part {
            SIZE,
            DATA,
            GAP,
            TRAILER,
            END
        }

        Chunked(int most) {
            super(most);
        }

        @Override
        boolean feed(ByteBuffer bytes) throws Failure {
            while (part != Part.END) {
                if (part == Part.DATA) {
                    long count = Math.min(left, bytes.remaining());
                    left -= count;
                    if (!keep(bytes, count)) {
                        return true;
                    }
                    if (left > 0) {
                        return false;
                    }
                    part = Part.GAP;
                }
                Optional<String> line = lines.read(bytes);
                if (line.isEmpty()) {
                    return false;
                }
                part = next(line.get());
            }
            return true;
        }

        private Part next(String line) throws Failure {
            switch (part) {
                case SIZE -> {
                    Matcher size = SIZE.matcher(line);
                    if (!size.matches()) {
                        throw broken(line);
                    }
                    left = Long.parseLong(size.group(1), 16);
                    lines.renew();
                    return left == 0 ? Part.TRAILER : Part.DATA;
                }
                case GAP -> {
                    if (!line.isEmpty()) {
                        throw broken(line);
                    }
                    return Part.SIZE;
                }
                default -> {
                    return line.isEmpty() ? Part.END : Part.TRAILER;
                }
            }
        }

        private static Failure broken(String line) {
            return new Failure(
                    Reason.PROTOCOL,
                    "The chunked body has '" + ResponseParser.excerpt(line)
                            + "' where the size of a chunk is expected.");
        }

        @Override
        void end() throws Failure {
            if (part != Part.END) {
                throw new Failure(
                        Reason.RESET,
                        "The connection ended in the middle of the chunked body, after " + size() + " bytes.");
            }
        }
    }
}
