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
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.redeye.packages.history.FolderTrees.Blob;

/**
 * Commits texts of packages on the branch that is checked out: exactly these texts, whatever else is staged or stands in
 * the folder, as {@code git commit --only} does. No hook runs and no filter changes a byte. The index is moved before the
 * branch, both under git's lock: a crash between leaves the change staged, and the next start commits it.
 */
final class Committer {

    private static final String PRODUCT = "Red Eye Monitor";
    /** Commits of an owner that are looked through. */
    private static final int MAX_REVIEW = 1_000;

    private static final String SUFFIX = ".yaml";

    private final Repo repo;
    private final String node;
    private @Nullable ObjectId reviewed;

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
        for (String path : index(repository, head(repository)).paths()) {
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
     * @return whether there was something to commit
     * @throws WaitException if the owner is in the middle of something
     */
    boolean commit(
            Map<String, Optional<byte[]>> texts, Map<String, Folder> folders, String author, Instant at, String message)
            throws IOException {
        Repository repository = repo.findOrMake();
        String branch = Readiness.branch(repository, repo.folder());
        try (IndexLock lock = IndexLock.take(repository);
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId head = head(repository);
            Index before = index(repository, head);
            Map<String, Optional<Blob>> blobs = blobs(repository, before, texts, inserter);
            for (var folder : folders.entrySet()) {
                addFolder(repository, before, folder.getKey(), folder.getValue(), blobs);
            }
            edit(before.cache(), blobs);
            ObjectId tree = before.cache().writeTree(inserter);
            if (head != null && tree.equals(treeOf(repository, head))) {
                return false;
            }
            ObjectId commit = inserter.insert(commit(tree, head, author, at, message));
            inserter.flush();
            stage(repository, lock, blobs);
            lock.moving(repository, branch, commit);
            move(repository, head, commit, message);
            return true;
        }
    }

    /** Those of the packages whose files are as the commit says that is checked out: there is nothing to add to it. */
    Set<String> clean(Set<String> names) throws IOException {
        Repository repository = repo.findOrMake();
        Index committed = index(repository, head(repository));
        var clean = new TreeSet<String>();
        for (String name : names) {
            Optional<ObjectId> file = file(name).map(Committer::blobId);
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

    /** All that is to be written down is: what the owner commits from now on is new. */
    void settled() throws IOException {
        reviewed = head(repo.findOrMake());
    }

    /** Whether the owner has committed this text himself since all was written down. */
    boolean committedByOwner(String name, byte[] text) throws IOException {
        Repository repository = repo.findOrMake();
        ObjectId head = head(repository);
        if (head == null || head.equals(reviewed)) {
            return false;
        }
        ObjectId blob = blobId(text);
        String path = repo.path(name);
        try (var walk = new RevWalk(repository)) {
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            walk.markStart(walk.parseCommit(head));
            if (reviewed != null) {
                walk.markUninteresting(walk.parseCommit(reviewed));
            }
            RevCommit commit = walk.next();
            for (int i = 0; i < MAX_REVIEW && commit != null; i++, commit = walk.next()) {
                try (TreeWalk file = TreeWalk.forPath(repository, path, commit.getTree())) {
                    boolean same = file != null && file.getObjectId(0).equals(blob);
                    if (same && !commit.getCommitterIdent().getName().equals(PRODUCT)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (MissingObjectException e) {
            return false; // rewritten by the owner, and the old commits are gone
        }
    }

    /** Packs what has become many small files. */
    void tidy() throws IOException {
        if (repo.isWhole()) {
            repo.findOrMake().autoGC(NullProgressMonitor.INSTANCE);
        }
    }

    private static ObjectId blobId(byte[] content) {
        try (var formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content);
        }
    }

    // ---- the new tree

    /** What a commit holds. */
    private record Index(DirCache cache) {

        Optional<DirCacheEntry> blob(String path) {
            return Optional.ofNullable(cache.getEntry(path));
        }

        Set<String> paths() {
            var paths = new TreeSet<String>();
            for (int i = 0; i < cache.getEntryCount(); i++) {
                paths.add(cache.getEntry(i).getPathString());
            }
            return paths;
        }
    }

    private static Index index(Repository repository, @Nullable ObjectId commit) throws IOException {
        DirCache cache = DirCache.newInCore();
        if (commit != null) {
            try (ObjectReader reader = repository.newObjectReader()) {
                DirCacheBuilder builder = cache.builder();
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, treeOf(repository, commit));
                builder.finish();
            }
        }
        return new Index(cache);
    }

    /** What is not to be committed is left out: links, and what the owner has told git to ignore. */
    private Map<String, Optional<Blob>> blobs(
            Repository repository, Index before, Map<String, Optional<byte[]>> texts, ObjectInserter inserter)
            throws IOException {
        var blobs = new TreeMap<String, Optional<Blob>>();
        for (var each : texts.entrySet()) {
            String path = repo.path(each.getKey());
            Optional<DirCacheEntry> known = before.blob(path);
            boolean ours = known.isPresent()
                    ? (known.get().getRawMode() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE
                    : !Files.isSymbolicLink(repo.folder().resolve(each.getKey() + SUFFIX))
                            && !ignored(repository, path);
            if (ours) {
                Optional<byte[]> text = each.getValue();
                blobs.put(
                        path,
                        text.isPresent()
                                ? Optional.of(
                                        new Blob(inserter.insert(Constants.OBJ_BLOB, text.get()), FileMode.MISSING))
                                : Optional.empty());
            }
        }
        return blobs;
    }

    private static boolean ignored(Repository repository, String path) throws IOException {
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(new FileTreeIterator(repository));
            walk.setFilter(PathFilter.create(path));
            walk.setRecursive(true);
            while (walk.next()) {
                FileTreeIterator file = walk.getTree(0, FileTreeIterator.class);
                if (file != null && file.isEntryIgnored()) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void edit(DirCache index, Map<String, Optional<Blob>> blobs) {
        DirCacheEditor editor = index.editor();
        blobs.forEach((path, blob) ->
                editor.add(blob.isPresent() ? new Put(path, blob.get()) : new DirCacheEditor.DeletePath(path)));
        editor.finish();
    }

    /** Puts a blob in place; where its mode is not known, an executable file stays so. */
    private static final class Put extends DirCacheEditor.PathEdit {
        private final Blob blob;

        Put(String path, Blob blob) {
            super(path);
            this.blob = blob;
        }

        @Override
        public void apply(DirCacheEntry entry) {
            FileMode mode = mode(entry);
            if (!entry.getObjectId().equals(blob.id()) || !mode.equals(entry.getRawMode())) {
                entry.setFileMode(mode);
                entry.setObjectId(blob.id());
                entry.setLength(0); // git looks at the file itself
                entry.setLastModified(Instant.EPOCH);
            }
        }

        private FileMode mode(DirCacheEntry entry) {
            if (!blob.mode().equals(FileMode.MISSING)) {
                return blob.mode();
            }
            return entry.getRawMode() == 0 ? FileMode.REGULAR_FILE : entry.getFileMode();
        }
    }

    /** The files of a package's folder take the place of those that were committed. */
    private void addFolder(
            Repository repository, Index before, String name, Folder folder, Map<String, Optional<Blob>> blobs)
            throws IOException {
        if (!blobs.containsKey(repo.path(name))) {
            return; // a package that is not to be committed
        }
        String prefix = repo.folderPath(name) + "/";
        before.paths().stream()
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> blobs.put(path, Optional.empty()));
        Folder kept = folder.equals(Folder.AS_IT_STANDS) ? FolderTrees.keep(repository, repo.folder(), name) : folder;
        FolderTrees.files(repository, kept).forEach((path, blob) -> blobs.put(prefix + path, Optional.of(blob)));
    }

    private static ObjectId treeOf(Repository repository, ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
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
            edit(next, blobs);
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

    private static @Nullable ObjectId head(Repository repository) throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head == null) {
            throw new IOException(repository.getDirectory() + " has no HEAD");
        }
        return head.getObjectId();
    }
}
