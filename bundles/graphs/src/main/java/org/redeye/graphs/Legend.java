package org.redeye.graphs;

import java.util.List;

/** The names of the lines with their last, least, mean and greatest value, one row a line. */
final class Legend {

    /** Pixels from one row to the next. */
    static final int ROW = 15;

    private static final double SIZE = 11;
    private static final int SWATCH = 18;
    /** A value with its word: "avg 1,023 MiB/s". */
    private static final int COLUMN = 88;

    private static final int LEAST_NAME = 90;

    private Legend() {}

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
        Palette palette = Palette.of(sheet.spec().theme());
        int width = sheet.spec().width();
        int all = sheet.lines().size() + sheet.leftOff();
        int shown = all > rows ? rows - 1 : sheet.lines().size();
        int columns = (int) Math.max(1, Math.min(4, (width - 2 * Artist.MARGIN - SWATCH - LEAST_NAME) / COLUMN));
        for (int i = 0; i < shown; i++) {
            double base = top + i * ROW + SIZE;
            row(sheet.lines().get(i), i, ink, palette, width, base, columns);
        }
        if (shown < all && rows > 0) {
            double base = top + shown * ROW + SIZE;
            String more = shown == 0 ? all + " series" : "and " + (all - shown) + " more";
            ink.text(Artist.MARGIN + SWATCH, base, Ink.Anchor.START, new Ink.Type(SIZE, false, palette.ink3()), more);
        }
    }

    private static void row(Line line, int i, Ink ink, Palette palette, int width, double base, int columns) {
        ink.box(Artist.MARGIN, base - 5, 12, 3, palette.of(i));
        if (palette.repeats(i)) {
            ink.box(Artist.MARGIN + 5, base - 5, 2, 3, palette.surface());
        }
        List<String> values = values(line);
        // where there is not room for all, the last value and the extremes say most
        List<Integer> chosen =
                switch (columns) {
                    case 1 -> List.of(0);
                    case 2 -> List.of(0, 3);
                    case 3 -> List.of(0, 1, 3);
                    default -> List.of(0, 1, 2, 3);
                };
        double left = width - Artist.MARGIN - chosen.size() * COLUMN;
        String name = TextWidth.fit(line.label(), SIZE, left - Artist.MARGIN - SWATCH - 8);
        ink.text(Artist.MARGIN + SWATCH, base, Ink.Anchor.START, new Ink.Type(SIZE, false, palette.ink()), name);
        for (int column = 0; column < chosen.size(); column++) {
            boolean last = chosen.get(column) == 0;
            var type = new Ink.Type(SIZE, last, last ? palette.ink() : palette.ink2());
            ink.text(left + (column + 1) * COLUMN, base, Ink.Anchor.END, type, values.get(chosen.get(column)));
        }
    }
}
