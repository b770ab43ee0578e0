package org.redeye.api.graph;

import java.time.ZoneId;
import java.util.Optional;

/**
 * What shall be drawn, and how. Equal specs give equal pictures of equal data.
 *
 * @param id of a series, or of a check: then all its series of one unit are lines
 * @param unit the unit shown of a check; empty for the one with most series. For a series it must be its own
 * @param span the stretch of time
 * @param width {@value #LEAST_WIDTH} to {@value #MOST_WIDTH} pixels
 * @param height {@value #LEAST_HEIGHT} to {@value #MOST_HEIGHT} pixels
 * @param theme the colours
 * @param format the kind of file
 * @param zone the time zone of what is written at the time axis
 */
public record GraphSpec(
        String id,
        Optional<String> unit,
        Span span,
        int width,
        int height,
        Theme theme,
        PictureFormat format,
        ZoneId zone) {

    /** The least width, pixels. */
    public static final int LEAST_WIDTH = 100;
    /** The greatest width, pixels. */
    public static final int MOST_WIDTH = 2000;
    /** The least height, pixels. */
    public static final int LEAST_HEIGHT = 60;
    /** The greatest height, pixels. */
    public static final int MOST_HEIGHT = 1000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if the size is out of bounds; the message is a sentence
     */
    public GraphSpec {
        bound("width", width, LEAST_WIDTH, MOST_WIDTH);
        bound("height", height, LEAST_HEIGHT, MOST_HEIGHT);
    }

    private static void bound(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + name + " is " + value + "; expected " + least + " to " + most + " pixels.");
        }
    }
}
