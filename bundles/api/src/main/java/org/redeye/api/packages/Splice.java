package org.redeye.api.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span of a text and what stands there instead.
 *
 * @param from the offset of the first character that goes, in UTF-16 units
 * @param to the offset behind the last one
 * @param piece what comes
 */
public record Splice(int from, int to, String piece) {

    /** Refuses a span that ends before it starts. */
    public Splice {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no span: " + from + " to " + to);
        }
    }

    /** Puts a piece between two characters. */
    public static Splice insert(int at, String piece) {
        return new Splice(at, at, piece);
    }

    /** Takes a span away. */
    public static Splice cut(int from, int to) {
        return new Splice(from, to, "");
    }

    /** In the order of the text. */
    public static List<Splice> ordered(List<Splice> splices) {
        var ordered = new ArrayList<>(splices);
        ordered.sort(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to));
        return List.copyOf(ordered);
    }

    /**
     * Applies splices that do not overlap, in the order of the text.
     *
     * @throws IllegalArgumentException if they do overlap
     */
    public static String apply(String text, List<Splice> splices) {
        var result = new StringBuilder();
        int at = 0;
        for (Splice splice : splices) {
            if (splice.from < at) {
                throw new IllegalArgumentException("splices overlap at " + splice.from);
            }
            result.append(text, at, splice.from).append(splice.piece);
            at = splice.to;
        }
        return result.append(text, at, text.length()).toString();
    }

    /** The splices that lead from the edited text back to this one. */
    public static List<Splice> inverse(String text, List<Splice> splices) {
        var inverse = new ArrayList<Splice>();
        int shift = 0;
        for (Splice splice : splices) {
            int from = splice.from + shift;
            inverse.add(new Splice(from, from + splice.piece.length(), text.substring(splice.from, splice.to)));
            shift += splice.piece.length() - (splice.to - splice.from);
        }
        return List.copyOf(inverse);
    }
}
