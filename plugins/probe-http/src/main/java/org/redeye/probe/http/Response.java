package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a target answered.
 *
 * @param line the status line
 * @param status the status code, 100 to 599
 * @param headers in the order of the answer
 * @param body what was read of it, decoded
 * @param cut whether there is more of the body
 */
record Response(String line, int status, List<Header> headers, Body body, boolean cut) {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset=\"?([A-Za-z0-9._:-]{1,40})");

    /** One header as it came. */
    record Header(String name, String value) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /** The bytes of a body. */
    static final class Body {

        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        int size() {
            return bytes.length;
        }

        String text(Charset charset, int most) {
            return new String(bytes, 0, Math.min(most, bytes.length), charset);
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** The values of a header, in order. */
    List<String> values(String name) {
        List<String> found = List.of();
        for (Header header : headers) {
            if (header.is(name)) {
                found = new ArrayList<>(found);
                found.add(header.value());
            }
        }
        return found;
    }

    /** The first {@code most} bytes of the body as text, in the charset it claims, else UTF-8. */
    String text(int most) {
        return body.text(charset(), most);
    }

    private Charset charset() {
        for (String type : values("Content-Type")) {
            Matcher named = CHARSET.matcher(type);
            if (named.find()) {
                try {
                    return Charset.forName(named.group(1).toUpperCase(Locale.ROOT));
                } catch (IllegalArgumentException e) { // a charset of the target's own invention
                    return UTF_8;
                }
            }
        }
        return UTF_8;
    }
}
