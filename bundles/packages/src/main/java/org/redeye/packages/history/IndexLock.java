package org.redeye.packages.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * git's lock of the index, {@code index.lock}, in a form that a crash does not leave behind for ever: it is a hard link to
 * a file of our own, by which the next start knows that the lock is ours. The file also names the branch that is being
 * moved, whose lock may be left behind likewise.
 */
final class IndexLock implements AutoCloseable {

    private static final String OWN = "rem-lock";
    private static final String COPY = "rem-index";

    private final Path own;
    private final Path lock;

    private IndexLock(Path own, Path lock) {
        this.own = own;
        this.lock = lock;
    }

    /** @throws WaitException if somebody has it */
    static IndexLock take(Repository repository) throws IOException {
        Path index = repository.getIndexFile().toPath();
        var taken = new IndexLock(index.resolveSibling(OWN), lockOf(index));
        Files.write(taken.own, List.of());
        try {
            Files.createLink(taken.lock, taken.own);
        } catch (FileAlreadyExistsException e) {
            if (!same(taken.lock, taken.own)) { // else it could not be given back the last time
                Files.delete(taken.own);
                throw busy(taken.lock);
            }
        } catch (UnsupportedOperationException e) {
            takePlainly(taken);
        }
        return taken;
    }

    /** Where there are no hard links a crash at the wrong moment leaves a lock for the owner to delete. */
    private static void takePlainly(IndexLock taken) throws IOException {
        try {
            Files.createFile(taken.lock);
        } catch (FileAlreadyExistsException e) {
            Files.delete(taken.own);
            throw busy(taken.lock);
        }
    }

    static WaitException busy(Path lock) {
        return new WaitException("git is at work in the folder of packages. If no git runs there, one has crashed:"
                + " delete " + lock + ".");
    }

    /** Where the next index is written, to be moved over the index. */
    Path copy() {
        return own.resolveSibling(COPY);
    }

    /** Notes which branch is about to be moved, and to what. */
    void moving(Repository repository, String branch, ObjectId to) throws IOException {
        Path ref = repository.getCommonDirectory().toPath().resolve(branch);
        Files.write(own, List.of(lockOf(ref).toString(), to.name()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(lock);
        Files.deleteIfExists(own);
    }

    /** Takes away what a crash in the middle of a commit has left. */
    static void recover(Repository repository) throws IOException {
        Path index = repository.getIndexFile().toPath();
        Path own = index.resolveSibling(OWN);
        if (!Files.exists(own)) {
            return;
        }
        List<String> moving = Files.readAllLines(own);
        if (moving.size() == 2) {
            Path ref = Path.of(moving.get(0));
            if (Files.exists(ref)
                    && moving.get(1).startsWith(Files.readString(ref).strip())) {
                Files.delete(ref);
            }
        }
        if (same(lockOf(index), own)) {
            Files.delete(lockOf(index));
        }
        Files.deleteIfExists(index.resolveSibling(COPY));
        Files.deleteIfExists(index.resolveSibling(COPY + ".lock"));
        Files.delete(own);
    }

    private static boolean same(Path lock, Path own) throws IOException {
        try {
            Object key = Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
            return key != null
                    && key.equals(
                            Files.readAttributes(own, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }
}
