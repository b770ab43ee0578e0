package org.redeye.packages.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.InvalidRefNameException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The repository that the folder of packages is: the owner's, if the folder has one or stands in a work tree that tracks
 * packages of it, else one of our own, made when the first thing is to be written. Opened when it is needed, and again when
 * it was replaced.
 */
final class Repo implements AutoCloseable {

    private static final String GIT = ".git";

    private final Path folder;
    private @Nullable Repository open;
    private @Nullable Object key;
    private String prefix = "";

    Repo(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The repository; empty if there is none yet. */
    synchronized Optional<Repository> find() throws IOException {
        Repository now = open;
        if (now != null && !identity(now.getDirectory()).equals(key)) {
            close();
            now = null;
        }
        return Optional.ofNullable(now != null ? now : open());
    }

    /** The repository, made if need be. */
    synchronized Repository findOrMake() throws IOException {
        Optional<Repository> there = find();
        if (there.isPresent()) {
            return there.get();
        }
        make();
        return find().orElseThrow(() -> new IOException("There is no repository where one was just made."));
    }

    /** Where a package stands in the repository. */
    synchronized String path(String name) {
        return prefix + name + ".yaml";
    }

    /** Where a package's folder stands in the repository. */
    synchronized String folderPath(String name) {
        return prefix + name;
    }

    /** Whether it is the folder's own repository, not one that the folder is a part of. */
    synchronized boolean isWhole() {
        return prefix.isEmpty();
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private @Nullable Repository open() throws IOException {
        OwnSettings.install();
        prefix = "";
        Repository found = Files.exists(folder.resolve(GIT)) ? own() : outer();
        if (found != null) {
            IndexLock.recover(found);
            key = identity(found.getDirectory());
        }
        open = found;
        return found;
    }

    private Repository own() throws IOException {
        try {
            Repository own = new FileRepositoryBuilder()
                    .setWorkTree(folder.toFile())
                    .setMustExist(true)
                    .build();
            if (own.exactRef(Constants.HEAD) != null) {
                return own;
            }
            own.close();
        } catch (RepositoryNotFoundException e) {
            // said below
        }
        throw new IOException(folder.resolve(GIT)
                + " is no git repository, or not any more; restore it, or move it away" + " to begin a new one");
    }

    /** A work tree around the folder counts if it tracks packages in it: else it merely happens to be there. */
    private @Nullable Repository outer() throws IOException {
        File parent = folder.toAbsolutePath().getParent().toFile();
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(parent);
        if (builder.getGitDir() == null) {
            return null;
        }
        Repository around;
        try {
            around = builder.setMustExist(true).build();
        } catch (IOException e) {
            return null; // not ours, and broken
        }
        if (!around.isBare()) {
            String below = around.getWorkTree().toPath().toRealPath().relativize(folder.toRealPath()) + "/";
            String path = below.replace(File.separatorChar, '/');
            if (tracks(around, path)) {
                prefix = path;
                return around;
            }
        }
        around.close();
        return null;
    }

    private static boolean tracks(Repository repository, String prefix) {
        try {
            DirCache index = repository.readDirCache();
            for (int i = 0; i < index.getEntryCount(); i++) {
                String path = index.getEntry(i).getPathString();
                if (path.startsWith(prefix) && path.endsWith(".yaml") && path.indexOf('/', prefix.length()) < 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Made beside and renamed, so that a crash leaves all of it or nothing. */
    private void make() throws IOException {
        Path beside = folder.resolve(".git.new");
        delete(beside);
        Path git = Files.createDirectories(beside).resolve(GIT);
        try (Repository made = new FileRepositoryBuilder()
                .setGitDir(git.toFile())
                .setInitialBranch("main")
                .build()) {
            made.create();
            StoredConfig config = made.getConfig();
            config.setBoolean("core", null, "bare", false);
            config.setBoolean("core", null, "autocrlf", false); // every byte stays
            config.setString("receive", null, "denyCurrentBranch", "updateInstead"); // a clone may push
            config.save();
            Path info = Files.createDirectories(git.resolve("info"));
            Files.write(info.resolve("exclude"), List.of("# of Red Eye Monitor", ".*.tmp"));
        } catch (InvalidRefNameException e) {
            throw new IllegalStateException("main is the name of a branch", e);
        }
        Files.move(git, folder.resolve(GIT), StandardCopyOption.ATOMIC_MOVE);
        delete(beside);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Changes when the directory is replaced. */
    private static Object identity(File directory) {
        try {
            if (!Files.exists(directory.toPath().resolve("HEAD"))) {
                return "";
            }
            Object found = Files.readAttributes(directory.toPath(), BasicFileAttributes.class)
                    .fileKey();
            return found == null ? directory : found;
        } catch (IOException e) {
            return "";
        }
    }
}
