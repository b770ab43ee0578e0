package org.redeye.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The path of a request, decoded once. Paths that different readers could understand differently (dot segments, empty
 * segments, path parameters, encoded control characters) are none: what the gate has let through is what is served.
 */
final class PlainPath {

    private static final int LONGEST = 4096;

    private PlainPath() {}

    /**
     * Decodes the path of a request as it came over the wire.
     *
     * @param raw the path, percent-encoded, without query
     * @return empty if it is not plain; {@code %2F} is plain below {@code /api/} and {@code /graphs/} only, where ids
     *     have slashes
     */
    static Optional<String> of(String raw) {
        if (!raw.startsWith("/") || raw.length() > LONGEST || raw.indexOf(';') >= 0) {
            return Optional.empty();
        }
        boolean encodedSlash = raw.contains("%2F") || raw.contains("%2f");
        if (encodedSlash && !raw.startsWith("/api/") && !raw.startsWith("/graphs/")) {
            return Optional.empty();
        }
        return decode(raw).filter(PlainPath::isPlain);
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < 0x20 || c == 0x7f || c == '\\') {
                return false;
            }
        }
        String inner = path.endsWith("/") ? path : path + "/";
        return !inner.contains("//") && !inner.contains("/./") && !inner.contains("/../");
    }

    private static Optional<String> decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return Optional.of(raw);
        }
        byte[] in = raw.getBytes(StandardCharsets.UTF_8);
        var out = ByteBuffer.allocate(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.put(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(out.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
