package org.redeye.graphs;

import org.redeye.api.graph.Theme;

/**
 * The colours of the console ({@code src/app/base.css}), as 0xRRGGBB.
 *
 * @param surface what is drawn upon
 * @param ink titles and names
 * @param ink2 values
 * @param ink3 what stands at the axes
 * @param line the lines of the grid
 * @param stale what says that data is old
 * @param series the lines; further ones repeat them, dashed
 */
record Palette(int surface, int ink, int ink2, int ink3, int line, int stale, int[] series) {

    private static final Palette LIGHT =
            new Palette(0xffffff, 0x171b21, 0x4d5763, 0x646e7b, 0xe4e7eb, 0x6b6154, new int[] {
                0x2c5fd1, 0x0e8a83, 0xc75b12, 0x8a4fc4, 0x4a8a1f, 0xc23a86, 0x8b7100, 0x5a6a7e
            });
    private static final Palette DARK =
            new Palette(0x161b21, 0xe8ebef, 0xaab3bf, 0x8d97a4, 0x262d36, 0xc0b29c, new int[] {
                0x7aa5ff, 0x43c9bd, 0xf79a58, 0xc59cf7, 0x94cf62, 0xf58cc3, 0xdcc14e, 0xa6b4c6
            });

    static Palette of(Theme theme) {
        return switch (theme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    /** The colour of a line. */
    int of(int line) {
        return series[line % series.length];
    }

    /** Whether a line repeats the colour of one before it. */
    boolean repeats(int line) {
        return line >= series.length;
    }
}
