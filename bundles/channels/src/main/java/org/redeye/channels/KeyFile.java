package org.redeye.channels;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key of 32 random bytes in a file that only the owner of the process may read; made once. */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final int LENGTH = 32;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /**
     * The key.
     *
     * @throws IllegalStateException if the file cannot be read or written, or holds something else; it is then left as it is,
     *     since every link out there was signed with it
     */
    static byte[] read(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                make(file);
            }
            tighten(file);
            byte[] key = Files.readAllBytes(file);
            if (key.length != LENGTH) {
                throw new IllegalStateException("The key in " + file + " has " + key.length + " bytes; expected "
                        + LENGTH + ". Delete the file to have a new one; links that were sent end with it");
            }
            return key;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The key of the links to answer by cannot be kept in " + file + ": " + e, e);
        }
    }

    /** Whole or not at all, also when the power fails, and never over one that is there. */
    private static void make(Path file) throws IOException {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, options, rights())) {
            ByteBuffer bytes = ByteBuffer.wrap(key);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} is there by now", file);
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file);
        }
        Files.deleteIfExists(draft);
    }

    private static FileAttribute<?>[] rights() {
        return posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    private static void tighten(Path file) throws IOException {
        if (!posix()) {
            return;
        }
        Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(file));
        others.removeAll(Set.of(
                PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
        if (!others.isEmpty()) {
            Files.setPosixFilePermissions(file, OWNER);
            LOG.warn("{} could be read by others; now only its owner may. Delete it to have a new key", file);
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
