package org.redeye.store.rrd4j;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The file system. Through {@link RandomAccessFile}, because an interrupt of the calling thread closes a
 * {@link FileChannel} under the feet of everybody else who uses it.
 */
final class RealDisk implements Disk {

    @Override
    public Handle open(Path file, boolean writing) throws IOException {
        try {
            return new RealHandle(new RandomAccessFile(file.toFile(), writing ? "rw" : "r"));
        } catch (FileNotFoundException e) {
            if (!writing || Files.exists(file.getParent())) {
                throw e;
            }
            Files.createDirectories(file.getParent());
            return new RealHandle(new RandomAccessFile(file.toFile(), "rw"));
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return -1;
        }
    }

    @Override
    public long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return -1;
        }
    }

    @Override
    public Closeable lock(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // the same as a lock of another process
        }
        channel.close();
        throw new IOException("another instance works in " + file.getParent());
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private record RealHandle(RandomAccessFile file) implements Handle {

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void read(long position, byte[] into, int offset, int count) throws IOException {
            file.seek(position);
            file.readFully(into, offset, count);
        }

        @Override
        public void write(long position, byte[] from, int offset, int count) throws IOException {
            file.seek(position);
            file.write(from, offset, count);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
