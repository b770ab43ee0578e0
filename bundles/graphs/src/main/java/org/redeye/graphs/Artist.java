package org.redeye.graphs;

import java.util.List;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.series.Points;

/**
 * Draws a sheet: title and time of the data above, the lines between their axes, the legend below. A picture with no room
 * for that keeps the lines, the last value and the time.
 */
final class Artist {

    /** Pixels left free at the edges. */
    static final int MARGIN = 10;

    private static final int HEAD = 28;
    private static final int TIME_LABELS = 20;
    private static final double TITLE = 13;
    private static final double SMALL = 10;
    private static final int SMALL_WIDTH = 220;
    private static final int SMALL_HEIGHT = 110;
    private static final int LEAST_PLOT = 48;
    /** Bands of more lines than these hide each other. */
    private static final int MOST_BANDS = 3;

    private final Sheet sheet;
    private final Palette palette;
    private final Ink ink;
    private final boolean bands;
    private final ValueAxis axis;
    private double left;
    private double right;
    private double top;
    private double bottom;

    private Artist(Sheet sheet, Ink ink) {
        this.sheet = sheet;
        this.palette = Palette.of(sheet.spec().theme());
        this.ink = ink;
        this.bands =
                sheet.lines().size() <= MOST_BANDS && sheet.lines().stream().anyMatch(Line::isConsolidated);
        this.axis = ValueAxis.of(sheet.lines(), bands);
    }

    /** The file. */
    static byte[] draw(Sheet sheet) {
        GraphSpec spec = sheet.spec();
        Ink ink = spec.format() == PictureFormat.PNG
                ? new PngInk(spec.width(), spec.height())
                : new SvgInk(spec.width(), spec.height(), sheet.title(), sheet.description());
        new Artist(sheet, ink).draw();
        return ink.bytes();
    }

    private void draw() {
        GraphSpec spec = sheet.spec();
        ink.box(0, 0, spec.width(), spec.height(), palette.surface());
        if (spec.width() < SMALL_WIDTH || spec.height() < SMALL_HEIGHT) {
            small(spec);
        } else {
            whole(spec);
        }
    }

    private void small(GraphSpec spec) {
        left = MARGIN / 2.0;
        right = spec.width() - MARGIN / 2.0;
        top = 18;
        bottom = spec.height() - MARGIN / 2.0;
        String time = sheet.asOf() == 0 ? "" : sheet.window().brief(sheet.asOf());
        var type = new Ink.Type(SMALL, false, sheet.stale() ? palette.stale() : palette.ink3());
        ink.text(right, 12, Ink.Anchor.END, type, time);
        if (sheet.lines().size() == 1) {
            Line line = sheet.lines().get(0);
            double room = right - left - TextWidth.of(time, SMALL) - 4;
            String last = TextWidth.fit(Quantity.format(line.last(), line.unit()), SMALL, room);
            ink.text(left, 12, Ink.Anchor.START, new Ink.Type(SMALL, true, palette.ink()), last);
        }
        ink.rule(left, right, bottom, palette.line());
        lines();
    }

    private void whole(GraphSpec spec) {
        head();
        int room = spec.height() - HEAD - TIME_LABELS - MARGIN;
        int fitting = Math.max(0, (room - Math.max(LEAST_PLOT, room * 2 / 5)) / Legend.ROW);
        int rows = Math.min(fitting, sheet.lines().size() + Math.min(1, sheet.leftOff()));
        top = HEAD;
        bottom = HEAD + room - rows * Legend.ROW;
        right = spec.width() - MARGIN;
        valueLabels();
        timeLabels();
        if (sheet.lines().stream().allMatch(line -> Double.isNaN(line.max()))) {
            nothing();
        } else {
            lines();
        }
        Legend.draw(sheet, ink, bottom + TIME_LABELS + 2, rows);
    }

    private void head() {
        double room = sheet.spec().width() - 2 * MARGIN;
        String time =
                sheet.asOf() == 0 ? "no sample yet" : "as of " + sheet.window().full(sheet.asOf());
        String mark = sheet.stale() ? "stale, " : "";
        if (TextWidth.of(mark + time, SMALL) > room / 2 && sheet.asOf() != 0) {
            time = "as of " + sheet.window().brief(sheet.asOf());
        }
        var type = new Ink.Type(SMALL, sheet.stale(), sheet.stale() ? palette.stale() : palette.ink3());
        ink.text(sheet.spec().width() - MARGIN, 18, Ink.Anchor.END, type, mark + time);
        String title = TextWidth.fit(sheet.title(), TITLE, room - TextWidth.of(mark + time, SMALL) - 12);
        ink.text(MARGIN, 18, Ink.Anchor.START, new Ink.Type(TITLE, true, palette.ink()), title);
    }

    /** The marks of the values; the widest label says where the lines begin. */
    private void valueLabels() {
        String unit = sheet.lines().get(0).unit();
        double[] marks = axis.marks(bottom - top, unit);
        double largest = 0;
        for (double mark : marks) {
            largest = Math.max(largest, Math.abs(mark));
        }
        Quantity.Scale scale = Quantity.scale(largest, unit);
        double widest = 0;
        for (double mark : marks) {
            widest = Math.max(widest, TextWidth.of(scale.label(mark), SMALL));
        }
        left = Math.min(Math.ceil(MARGIN + widest + 6), right / 2);
        for (double mark : marks) {
            double y = y(mark);
            ink.rule(left, right, Math.min(y, bottom - 1), palette.line());
            ink.text(left - 6, y + 3.5, Ink.Anchor.END, new Ink.Type(SMALL, false, palette.ink3()), scale.label(mark));
        }
    }

    private void timeLabels() {
        ink.rule(left, right, bottom, palette.line());
        var type = new Ink.Type(SMALL, false, palette.ink3());
        for (TimeAxis.Mark mark : sheet.window().marks(right - left)) {
            double x = x(mark.at());
            double half = TextWidth.of(mark.label(), SMALL) / 2;
            if (x - half >= 0 && x + half <= sheet.spec().width()) {
                ink.box(Math.floor(x), bottom, 1, 4, palette.line());
                ink.text(x, bottom + 15, Ink.Anchor.MIDDLE, type, mark.label());
            }
        }
    }

    private void nothing() {
        var type = new Ink.Type(12, false, palette.ink2());
        ink.text((left + right) / 2, (top + bottom) / 2 + 4, Ink.Anchor.MIDDLE, type, "no samples in this time");
    }

    private void lines() {
        List<Line> lines = sheet.lines();
        for (int i = 0; i < lines.size(); i++) {
            if (bands && lines.get(i).isConsolidated()) {
                shade(lines.get(i).high(), lines.get(i).low(), palette.of(i), 0.28);
            }
        }
        if (lines.size() == 1 && !bands) {
            Points points = lines.get(0).average();
            shade(points, new Points(points.key(), points.from(), points.step(), new double[0]), palette.of(0), 0.12);
        }
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i).average(), palette.of(i), palette.repeats(i));
        }
    }

    /** A gap is a gap: the line ends before it and begins behind it; a value alone between two is a dot. */
    private void line(Points points, int colour, boolean dashed) {
        var trace = new Trace();
        for (int i = 0; i <= points.size(); i++) {
            boolean known = i < points.size() && Double.isFinite(points.values()[i]);
            if (known) {
                trace.add(x(points.at(i)), y(points.values()[i]));
            } else if (trace.size() > 0) {
                if (trace.size() == 1) {
                    ink.dot(trace.x(0), trace.y(0), colour);
                } else {
                    ink.path(trace, colour, dashed);
                }
                trace = new Trace();
            }
        }
    }

    /** Fills between two rows of points, or from one down to the axis where the lower has none. */
    private void shade(Points high, Points low, int colour, double opacity) {
        var above = new Trace();
        var below = new Trace();
        for (int i = 0; i <= high.size(); i++) {
            boolean known = i < high.size()
                    && Double.isFinite(high.values()[i])
                    && (i >= low.size() || Double.isFinite(low.values()[i]));
            if (known) {
                double x = x(high.at(i));
                above.add(x, y(high.values()[i]));
                below.add(x, i < low.size() ? y(low.values()[i]) : bottom);
            } else if (above.size() > 0) {
                if (above.size() > 1) {
                    ink.area(above, below, colour, opacity);
                }
                above = new Trace();
                below = new Trace();
            }
        }
    }

    private double x(long at) {
        return left + sheet.window().share(at) * (right - left);
    }

    private double y(double value) {
        return bottom - axis.share(value) * (bottom - top);
    }
}
