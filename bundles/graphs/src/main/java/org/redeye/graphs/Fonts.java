package org.redeye.graphs;

import java.awt.Font;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The machine's sans-serif font. Java brings none of its own. Thread-safe. */
final class Fonts {

    private static final Map<String, Font> KEPT = new ConcurrentHashMap<>();

    private Fonts() {}

    /** @throws IllegalStateException if the machine has no font at all */
    static Font of(double size, boolean bold) {
        return KEPT.computeIfAbsent(size + " " + bold, key -> {
            try {
                Font font = new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
                font.canDisplay('0'); // finds the font's file now, and not while something is drawn
                return font;
            } catch (RuntimeException | LinkageError e) { // which of them depends on what is missing
                throw new IllegalStateException(
                        "This machine has no font to draw PNG with: install fontconfig and a font,"
                                + " such as Debian's fonts-dejavu-core. SVG needs none.",
                        e);
            }
        });
    }
}
