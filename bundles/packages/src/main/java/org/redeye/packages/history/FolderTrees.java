package org.redeye.packages.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.redeye.packages.unit.UnitTree;

/** The folders of packages as trees in a repository. */
final class FolderTrees {

    private FolderTrees() {}

    /** A file in a tree. */
    record Blob(ObjectId id, FileMode mode) {
        boolean isFile() {
            return (mode.getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
        }
    }

    /**
     * Keeps the folder of a package as it is now; nothing is committed.
     *
     * @param edited texts that stand for those of files in it, by path from the folder above
     */
    static Folder keep(Repository repository, Path folder, String name, Map<String, String> edited) throws IOException {
        UnitTree tree = UnitTree.of(folder, name);
        String prefix = name + "/";
        DirCache cache = DirCache.newInCore();
        DirCacheBuilder builder = cache.builder();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            for (var file : tree.files().entrySet()) {
                if (file.getKey().startsWith(prefix)) {
                    var entry = new DirCacheEntry(file.getKey().substring(prefix.length()));
                    entry.setFileMode(
                            Files.isExecutable(file.getValue()) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
                    String text = edited.get(file.getKey());
                    entry.setObjectId(
                            text == null
                                    ? insert(inserter, file.getValue())
                                    : inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8)));
                    builder.add(entry);
                }
            }
            builder.finish();
            if (cache.getEntryCount() == 0) {
                return Folder.NONE;
            }
            ObjectId id = cache.writeTree(inserter);
            inserter.flush();
            return new Folder(id.name());
        }
    }

    private static ObjectId insert(ObjectInserter inserter, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return inserter.insert(Constants.OBJ_BLOB, Files.size(file), in);
        }
    }

    /** The files of a folder, by path in it. */
    static SortedMap<String, Blob> files(Repository repository, Folder folder) throws IOException {
        var files = new TreeMap<String, Blob>();
        if (!folder.tree().isEmpty()) {
            try (var walk = new TreeWalk(repository)) {
                walk.addTree(ObjectId.fromString(folder.tree()));
                walk.setRecursive(true);
                while (walk.next()) {
                    files.put(walk.getPathString(), new Blob(walk.getObjectId(0), walk.getFileMode(0)));
                }
            }
        }
        return files;
    }

    /** The folder at a path in a commit. */
    static Folder at(Repository repository, ObjectId commit, String path) throws IOException {
        try (var walk = new RevWalk(repository);
                TreeWalk found = TreeWalk.forPath(
                        repository, path, walk.parseCommit(commit).getTree())) {
            return found == null || !FileMode.TREE.equals(found.getRawMode(0))
                    ? Folder.NONE
                    : new Folder(found.getObjectId(0).name());
        }
    }
}
