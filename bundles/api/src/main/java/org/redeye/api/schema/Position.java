package org.redeye.api.schema;

/**
 * A place in a text file.
 *
 * @param file the file's name as a person knows it; empty if the text has none
 * @param line counted from 1; 0 if unknown
 * @param column counted from 1 in characters; 0 if unknown
 */
public record Position(String file, int line, int column) {

    /** Nowhere in particular. */
    public static final Position NONE = new Position("", 0, 0);

    /** {@code file:line:column}, as compilers print it and editors understand it. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
