package org.redeye.graphs;

import java.util.Arrays;

/** Points one after the other, in pixels. Grows. Used by one thread. */
final class Trace {

    private double[] x = new double[64];
    private double[] y = new double[64];
    private int size;

    void add(double atX, double atY) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = atX;
        y[size++] = atY;
    }

    int size() {
        return size;
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }
}
