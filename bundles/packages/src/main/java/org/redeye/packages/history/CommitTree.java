package org.redeye.packages.history;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;
import org.redeye.packages.history.FolderTrees.Blob;

/** What a commit holds, and how that becomes what the next one holds. */
record CommitTree(Repository repository, DirCache cache) {

    /** What a commit holds; nothing if there is none. */
    static CommitTree of(Repository repository, @Nullable ObjectId commit) throws IOException {
        DirCache cache = DirCache.newInCore();
        if (commit != null) {
            try (ObjectReader reader = repository.newObjectReader()) {
                DirCacheBuilder builder = cache.builder();
                builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, id(repository, commit));
                builder.finish();
            }
        }
        return new CommitTree(repository, cache);
    }

    /** The tree of a commit. */
    static ObjectId id(Repository repository, ObjectId commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    /** What git would call a file with this content. */
    static ObjectId blobId(byte[] content) {
        try (var formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content);
        }
    }

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

    /** What is not to be committed is left out: links, and what the owner has told git to ignore. */
    Map<String, Optional<Blob>> blobs(Repo repo, Map<String, Optional<byte[]>> texts, ObjectInserter inserter)
            throws IOException {
        var blobs = new TreeMap<String, Optional<Blob>>();
        for (var each : texts.entrySet()) {
            String path = repo.path(each.getKey());
            Optional<DirCacheEntry> known = blob(path);
            boolean ours = known.isPresent()
                    ? (known.get().getRawMode() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE
                    : !Files.isSymbolicLink(repo.folder().resolve(each.getKey() + ".yaml"))
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

    static void edit(DirCache index, Map<String, Optional<Blob>> blobs) {
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
    void addFolder(Repo repo, String name, Folder folder, Map<String, Optional<Blob>> blobs) throws IOException {
        if (!blobs.containsKey(repo.path(name))) {
            return; // a package that is not to be committed
        }
        String prefix = repo.folderPath(name) + "/";
        paths().stream().filter(path -> path.startsWith(prefix)).forEach(path -> blobs.put(path, Optional.empty()));
        Folder kept = folder.equals(Folder.AS_IT_STANDS)
                ? FolderTrees.keep(repository, repo.folder(), name, Map.of())
                : folder;
        FolderTrees.files(repository, kept).forEach((path, blob) -> blobs.put(prefix + path, Optional.of(blob)));
    }
}
