package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Set;
import org.redeye.api.schema.Secret;

/** An answer as people read it later: status line, headers, beginning of the body. Values that are secret are masked. */
final class Evidence {

    /** What an outcome keeps, in bytes. */
    static final int MAX = 64 * 1024;

    private static final Set<String> SECRET = Set.of(
            "set-cookie",
            "set-cookie2",
            "cookie",
            "authorization",
            "proxy-authorization",
            "authentication-info",
            "x-api-key",
            "x-auth-token",
            "x-csrf-token");

    private Evidence() {}

    static String of(Response response) {
        var text = new StringBuilder(response.line()).append('\n');
        response.headers().forEach(header -> text.append(header.name())
                .append(": ")
                .append(SECRET.contains(header.name().toLowerCase(Locale.ROOT)) ? Secret.MASK : header.value())
                .append('\n'));
        text.append('\n').append(response.text(MAX));
        if (response.cut() || response.body().size() > MAX) {
            text.append("\n… (there was more)");
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        if (bytes.length <= MAX) {
            return text.toString();
        }
        int end = MAX;
        while ((bytes[end] & 0xc0) == 0x80) { // not in the middle of a character
            end--;
        }
        return new String(bytes, 0, end, UTF_8);
    }
}
