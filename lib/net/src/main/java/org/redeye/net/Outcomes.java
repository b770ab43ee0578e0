package org.redeye.net;

import java.nio.charset.StandardCharsets;

/** Texts of others made fit for a message. */
public final class Outcomes {

    /** What is kept of an answer as evidence, in characters. */
    public static final int EVIDENCE = 16 * 1024;

    private static final int MESSAGE = 1_000;
    private static final int EXCERPT = 120;

    private Outcomes() {}

    /** One line of at most 1,000 characters. */
    public static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE - 1) + "…";
    }

    /** The beginning of what somebody else said, in quotes, without control characters. */
    public static String excerpt(String text) {
        String line = oneLine(text);
        return "'" + (line.length() <= EXCERPT ? line : line.substring(0, EXCERPT - 1) + "…") + "'";
    }

    /** Bytes as text, one character a byte: what is no ASCII stays visible as something. */
    public static String latin(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
