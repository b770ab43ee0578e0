package org.redeye.packages.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is different between texts. */
public final class TextDiff {

    private TextDiff() {}

    /**
     * A unified diff with three lines of context, as the history shows it; empty if nothing is different.
     *
     * @param file the file's name, for the heading
     */
    public static String of(String file, String before, String after) {
        try {
            return Past.diff(file, bytes(before), bytes(after));
        } catch (IOException e) {
            throw new UncheckedIOException("Texts in memory cannot be compared", e);
        }
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
