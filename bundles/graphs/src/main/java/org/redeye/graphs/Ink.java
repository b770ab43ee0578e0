package org.redeye.graphs;

/**
 * What a graph is drawn with; one for each kind of file. Coordinates are pixels from the top left corner, colours are
 * 0xRRGGBB. Used by one thread.
 */
interface Ink {

    /** Which end of a text stands at its place. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String word;

        Anchor(String word) {
            this.word = word;
        }

        /** The word of SVG for it. */
        String word() {
            return word;
        }
    }

    /** Type of a text. */
    record Type(double size, boolean bold, int colour) {}

    /** Fills a rectangle. */
    void box(double x, double y, double width, double height, int colour);

    /** A thin level line. */
    void rule(double x1, double x2, double y, int colour);

    /** Joins points with straight lines. */
    void path(Trace trace, int colour, boolean dashed);

    /** Fills between two traces with the same x. */
    void area(Trace top, Trace bottom, int colour, double opacity);

    /** A dot: a value that no line touches. */
    void dot(double x, double y, int colour);

    /** One line of text, with its base line at y. */
    void text(double x, double y, Anchor anchor, Type type, String text);

    /** The file. */
    byte[] bytes();
}
