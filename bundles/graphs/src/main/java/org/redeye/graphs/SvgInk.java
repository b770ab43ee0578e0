package org.redeye.graphs;

import java.nio.charset.StandardCharsets;

/**
 * Draws as SVG 1.1. Colours are attributes and not styles, so that the strictest Content-Security-Policy shows them; there
 * is nothing in it that a browser would run or fetch.
 */
final class SvgInk implements Ink {

    private static final String FONT = "Inter, system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif";

    private final StringBuilder out = new StringBuilder(16_384);

    /**
     * @param title what it is, as text for those who do not see it
     * @param description what it shows, in sentences
     */
    SvgInk(int width, int height, String title, String description) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(width);
        out.append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height);
        out.append("\" role=\"img\" aria-labelledby=\"title description\" font-family=\"")
                .append(FONT)
                .append("\">\n");
        out.append("<title id=\"title\">");
        escape(title);
        out.append("</title>\n<desc id=\"description\">");
        escape(description);
        out.append("</desc>\n");
    }

    @Override
    public void box(double x, double y, double width, double height, int colour) {
        out.append("<rect");
        number(" x=\"", x);
        number("\" y=\"", y);
        number("\" width=\"", width);
        number("\" height=\"", height);
        fill("\" fill=\"", colour);
        out.append("\"/>\n");
    }

    @Override
    public void rule(double x1, double x2, double y, int colour) {
        out.append("<path d=\"M");
        point(x1, Math.floor(y) + 0.5);
        out.append('H');
        tenths(x2);
        fill("\" stroke=\"", colour);
        out.append("\"/>\n");
    }

    @Override
    public void path(Trace trace, int colour, boolean dashed) {
        out.append("<path d=\"");
        forward(trace);
        fill("\" fill=\"none\" stroke-width=\"1.5\" stroke-linejoin=\"round\" stroke=\"", colour);
        out.append(dashed ? "\" stroke-dasharray=\"5 4\"/>\n" : "\"/>\n");
    }

    @Override
    public void area(Trace top, Trace bottom, int colour, double opacity) {
        out.append("<path d=\"");
        forward(top);
        for (int i = bottom.size() - 1; i >= 0; i--) {
            out.append('L');
            point(bottom.x(i), bottom.y(i));
        }
        fill("Z\" fill=\"", colour);
        out.append("\" fill-opacity=\"").append(opacity).append("\"/>\n");
    }

    private void forward(Trace trace) {
        for (int i = 0; i < trace.size(); i++) {
            out.append(i == 0 ? 'M' : 'L');
            point(trace.x(i), trace.y(i));
        }
    }

    @Override
    public void dot(double x, double y, int colour) {
        out.append("<circle");
        number(" cx=\"", x);
        number("\" cy=\"", y);
        fill("\" r=\"2\" fill=\"", colour);
        out.append("\"/>\n");
    }

    @Override
    public void text(double x, double y, Anchor anchor, Type type, String text) {
        out.append("<text");
        number(" x=\"", x);
        number("\" y=\"", y);
        number("\" font-size=\"", type.size());
        fill("\" fill=\"", type.colour());
        if (anchor != Anchor.START) {
            out.append("\" text-anchor=\"").append(anchor.word());
        }
        out.append(type.bold() ? "\" font-weight=\"600\">" : "\">");
        escape(text);
        out.append("</text>\n");
    }

    @Override
    public byte[] bytes() {
        return (out + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    private void number(String before, double value) {
        out.append(before);
        tenths(value);
    }

    private void point(double x, double y) {
        tenths(x);
        out.append(',');
        tenths(y);
    }

    /** A tenth of a pixel is finer than anybody sees, and digits are most of the file. */
    private void tenths(double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            out.append('-');
            tenths = -tenths;
        }
        out.append(tenths / 10);
        if (tenths % 10 != 0) {
            out.append('.').append((char) ('0' + tenths % 10));
        }
    }

    private void fill(String before, int colour) {
        out.append(before).append('#');
        for (int shift = 20; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(colour >> shift & 0xf, 16));
        }
    }

    /** XML 1.0: markup is escaped, and what may not stand in a document at all becomes U+FFFD. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(isCharacter(text, i) ? c : '\ufffd');
            }
        }
    }

    private static boolean isCharacter(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0x20 && c < 0xfffe || c == '\t' || c == '\n' || c == '\r';
    }
}
