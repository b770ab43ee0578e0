package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A disk that takes only so many bytes. Then it is full, and says so after writing a part; or it is dead, and every
 * further call fails, as if the process had been killed at that byte.
 */
final class LimitedDisk implements Disk {

    private final RealDisk real = new RealDisk();
    private final boolean dies;
    private long left;
    private boolean dead;
    private Closeable lock = () -> {};

    private LimitedDisk(long bytes, boolean dies) {
        this.left = bytes;
        this.dies = dies;
    }

    static LimitedDisk dyingAfter(long bytes) {
        return new LimitedDisk(bytes, true);
    }

    static LimitedDisk fullAfter(long bytes) {
        return new LimitedDisk(bytes, false);
    }

    /** There is room again. */
    void free(long bytes) {
        left = bytes;
    }

    boolean isDead() {
        return dead;
    }

    /** A killed process holds no lock. */
    void bury() throws IOException {
        dead = true;
        lock.close();
    }

    private void alive() throws IOException {
        if (dead) {
            throw new IOException("dead");
        }
    }

    /** Something that is no writing, but where a process can die as well. */
    private void step() throws IOException {
        alive();
        if (dies && --left < 0) {
            dead = true;
            throw new IOException("killed");
        }
    }

    @Override
    public Handle open(Path file, boolean writing) throws IOException {
        alive();
        var handle = real.open(file, writing);
        return new Handle() {
            @Override
            public long length() throws IOException {
                alive();
                return handle.length();
            }

            @Override
            public void read(long position, byte[] into, int offset, int count) throws IOException {
                alive();
                handle.read(position, into, offset, count);
            }

            @Override
            public void write(long position, byte[] from, int offset, int count) throws IOException {
                alive();
                int part = (int) Math.min(left, count);
                handle.write(position, from, offset, part);
                left -= part;
                if (part < count) {
                    dead = dies;
                    throw new IOException(dies ? "killed" : "No space left on device");
                }
            }

            @Override
            public void truncate(long length) throws IOException {
                step();
                handle.truncate(length);
            }

            @Override
            public void force() throws IOException {
                alive();
            }

            @Override
            public void close() throws IOException {
                handle.close();
            }
        };
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        real.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        left += dies ? 0 : Math.max(0, real.length(file));
        real.delete(file);
    }

    @Override
    public long length(Path file) {
        return real.length(file);
    }

    @Override
    public long free(Path folder) {
        return left;
    }

    @Override
    public Closeable lock(Path file) throws IOException {
        alive();
        lock = real.lock(file);
        return lock;
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        alive();
    }
}
