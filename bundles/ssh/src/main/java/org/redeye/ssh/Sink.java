package org.redeye.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes what a command writes, up to a bound. Thread-safe. */
final class Sink extends OutputStream {

    private static final int FIRST = 1024;

    private final int most;
    private final Runnable full;
    // guarded by this
    private byte[] kept = new byte[0];
    private int count;
    private boolean flooded;

    /**
     * @param most bytes that are kept, the first ones
     * @param full what to do, once, when there are more
     */
    Sink(int most, Runnable full) {
        this.most = most;
        this.full = full;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        boolean first;
        synchronized (this) {
            int taken = Math.min(length, most - count);
            if (count + taken > kept.length) {
                kept = Arrays.copyOf(kept, Math.min(most, Math.max(FIRST, 2 * (count + taken))));
            }
            System.arraycopy(bytes, from, kept, count, taken);
            count += taken;
            first = taken < length && !flooded;
            flooded |= first;
        }
        if (first) {
            full.run();
        }
    }

    synchronized boolean flooded() {
        return flooded;
    }

    synchronized String text() {
        return new String(kept, 0, count, StandardCharsets.UTF_8);
    }
}
