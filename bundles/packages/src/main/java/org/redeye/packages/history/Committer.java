package org.redeye.packages.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;
import org.redeye.packages.history.FolderTrees.Blob;

/**
 * Commits texts of packages on the branch that is checked out: exactly these texts, whatever else is staged or stands in
 * the folder, as {@code git commit --only} does. No hook runs and no filter changes a byte. The index is moved before the
 * branch, both under git's lock: a crash between leaves the change staged, and the next start commits it.
 */
final class Committer {

    private static final String PRODUCT = "Red Eye Monitor";
    private static final String SUFFIX = ".yaml";

    private final Repo repo;
    private final String node;

    Committer(Repo repo, String node) {
        this.repo = repo;
        this.node = node;
    }

    /** Who commits, and the author of what nobody did. */
    static String product() {
        return PRODUCT;
    }

    /** The packages of the commit that is checked out. */
    Set<String> known() throws IOException {
        var names = new TreeSet<String>();
        Repository repository = repo.findOrMake();
        String prefix = repo.path("");
        prefix = prefix.substring(0, prefix.length() - SUFFIX.length());
        for (String path : CommitTree.of(repository, head(repository)).paths()) {
            if (path.startsWith(prefix) && path.endsWith(SUFFIX) && path.indexOf('/', prefix.length()) < 0) {
                names.add(path.substring(prefix.length(), path.length() - SUFFIX.length()));
            }
        }
        return names;
    }

    /** Whether there is no commit yet. */
    boolean isEmpty() throws IOException {
        return head(repo.findOrMake()) == null;
    }

    /**
     * Commits texts.
     *
     * @param texts by package; an empty one removes it
     * @param folders by package; of one that is not named the folder stays as it was committed last
     * @param noted is told the commit before the branch is moved to it
     * @return whether there was something to commit
     * @throws WaitException if the owner is in the middle of something
     */
    boolean commit(
            Map<String, Optional<byte[]>> texts,
            Map<String, Folder> folders,
            String author,
            Instant at,
            String message,
            Consumer<ObjectId> noted)
            throws IOException {
        Repository repository = repo.findOrMake();
        String branch = Readiness.branch(repository, repo.folder());
        try (IndexLock lock = IndexLock.take(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId head = head(repository);
            CommitTree before = CommitTree.of(repository, head);
            Map<String, Optional<Blob>> blobs = before.blobs(repo, texts, inserter);
            for (var folder : folders.entrySet()) {
                before.addFolder(repo, folder.getKey(), folder.getValue(), blobs);
            }
            CommitTree.edit(before.cache(), blobs);
            ObjectId tree = before.cache().writeTree(inserter);
            if (head != null && tree.equals(CommitTree.id(repository, head))) {
                return false;
            }
            ObjectId commit = inserter.insert(commit(tree, head, author, at, message));
            inserter.flush();
            stage(repository, lock, blobs);
            lock.moving(repository, branch, commit);
            noted.accept(commit);
            move(repository, head, commit, message);
            return true;
        }
    }

    /** Those of the packages whose files are as the commit says that is checked out: there is nothing to add to it. */
    Set<String> clean(Set<String> names) throws IOException {
        Repository repository = repo.findOrMake();
        CommitTree committed = CommitTree.of(repository, head(repository));
        var clean = new TreeSet<String>();
        for (String name : names) {
            Optional<ObjectId> file = file(name).map(CommitTree::blobId);
            if (committed.blob(repo.path(name)).map(DirCacheEntry::getObjectId).equals(file)) {
                clean.add(name);
            }
        }
        return clean;
    }

    /** What stands in the file of a package now. */
    Optional<byte[]> file(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(repo.folder().resolve(name + SUFFIX)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Packs what has become many small files. */
    void tidy() throws IOException {
        if (repo.isWhole()) {
            repo.findOrMake().autoGC(NullProgressMonitor.INSTANCE);
        }
    }

    // ---- index and branch

    private static void stage(Repository repository, IndexLock lock, Map<String, Optional<Blob>> blobs)
            throws IOException {
        Path index = repository.getIndexFile().toPath();
        Path copy = lock.copy();
        if (Files.exists(index)) {
            // the time of the index tells which of its entries may have changed unseen
            Files.copy(index, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
        var next = new DirCache(copy.toFile(), repository.getFS());
        if (!next.lock()) {
            throw IndexLock.busy(copy);
        }
        try {
            next.read();
            CommitTree.edit(next, blobs);
            next.write();
            if (!next.commit()) {
                throw new IOException("The index " + copy + " cannot be written.");
            }
        } finally {
            next.unlock();
        }
        Files.move(copy, index, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void move(Repository repository, @Nullable ObjectId from, ObjectId to, String message) throws IOException {
        RefUpdate update = repository.updateRef(Constants.HEAD);
        update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
        update.setNewObjectId(to);
        update.setRefLogIdent(person(PRODUCT, Instant.now()));
        update.setRefLogMessage("commit: " + message.lines().findFirst().orElse(""), false);
        RefUpdate.Result result = update.update();
        switch (result) {
            case NEW, FAST_FORWARD -> {}
            case LOCK_FAILURE -> throw new WaitException("git moves the branch just now.");
            default -> throw new IOException("The branch cannot be moved: " + result + ".");
        }
    }

    private CommitBuilder commit(ObjectId tree, @Nullable ObjectId parent, String author, Instant at, String message) {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (parent != null) {
            commit.setParentId(parent);
        }
        commit.setAuthor(person(author, at));
        commit.setCommitter(person(PRODUCT, Instant.now()));
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(message);
        return commit;
    }

    private PersonIdent person(String name, Instant at) {
        String mailbox = name.equals(PRODUCT)
                ? "rem"
                : name.replaceFirst("^by hand \\((.*)\\)$", "$1").replaceAll("[^\\p{L}\\p{N}._+-]+", "-");
        return new PersonIdent(name, mailbox + "@" + node, at, ZoneId.systemDefault());
    }

    static @Nullable ObjectId head(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null) {
            throw new IOException(repository.getDirectory() + " has no HEAD");
        }
        return head.getObjectId();
    }
}
