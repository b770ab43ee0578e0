package org.redeye.graphs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The names of the lines with their last, least, mean and greatest value, one row a line. */
final class Legend {

    /** Pixels from one row to the next. */
    static final int ROW = 15;

    private static final double SIZE = 11;
    private static final int SWATCH = 18;
    /** Pixels between two columns. */
    private static final int SPACE = 14;

    private static final int LEAST_NAME = 70;
    /** The last value, the extremes and the mean, in the order in which they are left off where there is no room. */
    private static final List<List<Integer>> CHOICES =
            List.of(List.of(0, 1, 2, 3), List.of(0, 1, 3), List.of(0, 3), List.of(0), List.of());

    private final Sheet sheet;
    private final Ink ink;
    private final Palette palette;
    private final int right;

    private Legend(Sheet sheet, Ink ink) {
        this.sheet = sheet;
        this.ink = ink;
        this.palette = Palette.of(sheet.spec().theme());
        this.right = sheet.spec().width() - Artist.MARGIN;
    }

    /** What is told of a line: the last, least, mean and greatest value, each behind its word. */
    static List<String> values(Line line) {
        return List.of(
                "last " + Quantity.format(line.last(), line.unit()),
                "min " + Quantity.format(line.min(), line.unit()),
                "avg " + Quantity.format(line.mean(), line.unit()),
                "max " + Quantity.format(line.max(), line.unit()));
    }

    /** Draws so many rows; what there is no room for is counted in the last one. */
    static void draw(Sheet sheet, Ink ink, double top, int rows) {
        new Legend(sheet, ink).draw(top, rows);
    }

    private void draw(double top, int rows) {
        int all = sheet.lines().size() + sheet.leftOff();
        int shown = all > rows ? Math.max(0, rows - 1) : all;
        List<List<String>> values =
                sheet.lines().stream().limit(shown).map(Legend::values).toList();
        double[] widths = widths(values);
        List<Integer> columns = CHOICES.stream()
                .filter(choice -> right - room(choice, widths) - Artist.MARGIN - SWATCH >= LEAST_NAME)
                .findFirst()
                .orElse(List.of());
        for (int i = 0; i < shown; i++) {
            row(i, values.get(i), columns, widths, top + i * ROW + SIZE);
        }
        if (shown < all && rows > 0) {
            String more = shown == 0 ? all + " series" : "and " + (all - shown) + " more";
            var type = new Ink.Type(SIZE, false, palette.ink3());
            ink.text(Artist.MARGIN + SWATCH, top + shown * ROW + SIZE, Ink.Anchor.START, type, more);
        }
    }

    private static double[] widths(List<List<String>> values) {
        var widths = new double[4];
        for (List<String> row : values) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], TextWidth.of(row.get(column), SIZE) + SPACE);
            }
        }
        return widths;
    }

    private static double room(List<Integer> columns, double[] widths) {
        return columns.stream().mapToDouble(column -> widths[column]).sum();
    }

    private void row(int i, List<String> values, List<Integer> columns, double[] widths, double base) {
        ink.box(Artist.MARGIN, base - 5, 12, 3, palette.of(i));
        if (palette.repeats(i)) {
            ink.box(Artist.MARGIN + 5, base - 5, 2, 3, palette.surface());
        }
        double x = right;
        var fromTheRight = new ArrayList<>(columns);
        Collections.reverse(fromTheRight);
        for (int column : fromTheRight) {
            boolean last = column == 0;
            var type = new Ink.Type(SIZE, last, last ? palette.ink() : palette.ink2());
            ink.text(x, base, Ink.Anchor.END, type, values.get(column));
            x -= widths[column];
        }
        String name = TextWidth.fit(sheet.lines().get(i).label(), SIZE, x - Artist.MARGIN - SWATCH);
        ink.text(Artist.MARGIN + SWATCH, base, Ink.Anchor.START, new Ink.Type(SIZE, false, palette.ink()), name);
    }
}
