package org.redeye.probe.tarball;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive with what its path says.
 *
 * @param path relative to the folder
 * @param item the folders above the date; empty if there are none
 * @param at the date in the path, {@code /YYYY/MM/DD/HHMMSS/}, which is in UTC
 * @param size in bytes
 */
record Tarball(String path, String item, Instant at, long size) {

    private static final Pattern DATED =
            Pattern.compile("(?:(.*)/)?(\\d{4})/(\\d{2})/(\\d{2})/(\\d{2})(\\d{2})(\\d{2})/[^/]*", Pattern.DOTALL);

    /** Reads the path; empty if it holds no date. */
    static Optional<Tarball> of(Entry.Archive archive) {
        Matcher dated = DATED.matcher(archive.path());
        if (!dated.matches()) {
            return Optional.empty();
        }
        try {
            var at = LocalDateTime.of(
                            number(dated, 2),
                            number(dated, 3),
                            number(dated, 4),
                            number(dated, 5),
                            number(dated, 6),
                            number(dated, 7))
                    .toInstant(ZoneOffset.UTC);
            String item = dated.group(1) == null ? "" : dated.group(1);
            return Optional.of(new Tarball(archive.path(), item, at, archive.size()));
        } catch (DateTimeException e) {
            return Optional.empty(); // a 13th month
        }
    }

    private static int number(Matcher dated, int group) {
        return Integer.parseInt(dated.group(group));
    }
}
