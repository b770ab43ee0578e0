package org.redeye.graphs;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** Draws pixels with Java2D, without a display, and packs them as PNG. */
final class PngInk implements Ink {

    private static final BasicStroke LINE = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    private static final BasicStroke DASHED =
            new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5f, 4f}, 0f);

    private final BufferedImage image;
    private final Graphics2D graphics;

    PngInk(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void box(double x, double y, double width, double height, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fillRect((int) x, (int) Math.round(y), (int) Math.ceil(width), (int) Math.ceil(height));
    }

    @Override
    public void rule(double x1, double x2, double y, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fillRect((int) x1, (int) Math.floor(y), (int) Math.ceil(x2 - x1), 1);
    }

    @Override
    public void path(Trace trace, int colour, boolean dashed) {
        graphics.setColor(new Color(colour));
        graphics.setStroke(dashed ? DASHED : LINE);
        graphics.draw(forward(trace));
    }

    @Override
    public void area(Trace top, Trace bottom, int colour, double opacity) {
        Path2D path = forward(top);
        for (int i = bottom.size() - 1; i >= 0; i--) {
            path.lineTo(bottom.x(i), bottom.y(i));
        }
        path.closePath();
        graphics.setColor(new Color(colour));
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) opacity));
        graphics.fill(path);
        graphics.setComposite(AlphaComposite.SrcOver);
    }

    private static Path2D forward(Trace trace) {
        var path = new Path2D.Double(Path2D.WIND_NON_ZERO, trace.size() + 1);
        for (int i = 0; i < trace.size(); i++) {
            if (i == 0) {
                path.moveTo(trace.x(i), trace.y(i));
            } else {
                path.lineTo(trace.x(i), trace.y(i));
            }
        }
        return path;
    }

    @Override
    public void dot(double x, double y, int colour) {
        graphics.setColor(new Color(colour));
        graphics.fill(new Ellipse2D.Double(x - 2, y - 2, 4, 4));
    }

    @Override
    public void text(double x, double y, Anchor anchor, Type type, String text) {
        Font font = Fonts.of(type.size(), type.bold());
        graphics.setFont(font);
        graphics.setColor(new Color(type.colour()));
        double width = anchor == Anchor.START ? 0 : graphics.getFontMetrics().stringWidth(text);
        double left = anchor == Anchor.END ? x - width : anchor == Anchor.MIDDLE ? x - width / 2 : x;
        graphics.drawString(text, (float) left, (float) y);
    }

    @Override
    public byte[] bytes() {
        graphics.dispose();
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return PngFile.of(image.getWidth(), image.getHeight(), pixels);
    }
}
