package org.redeye.probe.tarball;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a note says: {@code {'dig': MD5, 'size': BYTES}} as the original's {@code .dna}, the same as JSON, or a line of
 * {@code md5sum}, which names no size.
 *
 * @param md5 32 hexadecimal digits in lower case
 * @param size in bytes; -1 if it names none
 */
record Sidecar(String md5, long size) {

    private static final Pattern DIGEST =
            Pattern.compile("[\"']?dig(?:est)?[\"']?\\s*[:=]\\s*[\"']([0-9a-fA-F]{32})[\"']");
    private static final Pattern SIZE = Pattern.compile("[\"']?size[\"']?\\s*[:=]\\s*([0-9]{1,18})");
    private static final Pattern MD5SUM = Pattern.compile("^\\s*([0-9a-fA-F]{32})\\b");

    /** Reads one; empty if it names no digest. */
    static Optional<Sidecar> parse(String content) {
        Matcher digest = DIGEST.matcher(content);
        Matcher sum = MD5SUM.matcher(content);
        String found = digest.find() ? digest.group(1) : sum.find() ? sum.group(1) : "";
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Matcher size = SIZE.matcher(content);
        return Optional.of(
                new Sidecar(found.toLowerCase(Locale.ROOT), size.find() ? Long.parseLong(size.group(1)) : -1));
    }
}
