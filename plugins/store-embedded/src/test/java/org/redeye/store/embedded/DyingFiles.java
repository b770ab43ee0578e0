package org.redeye.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A file system of H2 that takes only so many bytes, as if the process had been killed at that one. */
public final class DyingFiles extends FilePathWrapper {

    static final String SCHEME = "dying:";

    private static final List<FileChannel> OPEN = new ArrayList<>();
    private static long left;

    static {
        FilePath.register(new DyingFiles());
    }

    static void dieAfter(long bytes) {
        left = bytes;
    }

    static boolean isDead() {
        return left <= 0;
    }

    /** A killed process has nothing open. */
    static void bury() throws IOException {
        left = 0;
        for (var channel : OPEN) {
            channel.close();
        }
        OPEN.clear();
    }

    @Override
    public String getScheme() {
        return SCHEME.substring(0, SCHEME.length() - 1);
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var channel = super.open(mode);
        OPEN.add(channel);
        return new Dying(channel);
    }

    private static final class Dying extends FileBaseDefault {

        private final FileChannel real;

        Dying(FileChannel real) {
            this.real = real;
        }

        private static void alive() throws IOException {
            if (isDead()) {
                throw new IOException("dead");
            }
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            alive();
            int count = source.remaining();
            var part = source.duplicate();
            part.limit(part.position() + (int) Math.min(count, left));
            left -= count;
            for (long at = position; part.hasRemaining(); ) {
                at += real.write(part, at);
            }
            alive();
            source.position(source.limit());
            return count;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            alive();
            return real.read(target, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            alive();
            real.truncate(size);
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            alive();
        }

        @Override
        public java.nio.channels.FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
