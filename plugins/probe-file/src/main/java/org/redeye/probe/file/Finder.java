package org.redeye.probe.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.redeye.api.text.Glob;

/** Finds files, in bounds: of links within a folder only those count that lead to a file within that folder. */
final class Finder {

    /** Entries of folders that are looked at. */
    static final int MOST_ENTRIES = 100_000;

    /** How deep folders within folders are entered. */
    private static final int DEEPEST = 32;

    private final FileConfig config;
    private final Consumer<String> log;
    private final Path root;
    private final List<Found> found = new ArrayList<>();
    private int entries;
    private int unreadable;

    private Finder(FileConfig config, Consumer<String> log, Path root) {
        this.config = config;
        this.log = log;
        this.root = root;
    }

    /** There is more than can be looked at. */
    static final class TooManyException extends Exception {
        private static final long serialVersionUID = 1;

        TooManyException(Path folder) {
            super(
                    folder + " holds more than " + MOST_ENTRIES
                            + " entries; name a folder further within, or look at it without 'deep'.",
                    null,
                    false,
                    false);
        }
    }

    /**
     * The file itself, or the files of the folder.
     *
     * @throws NoSuchFileException if there is nothing at the path
     * @throws InterruptedException if the run is over
     */
    static List<Found> find(FileConfig config, Consumer<String> log)
            throws IOException, TooManyException, InterruptedException {
        Path root = Path.of(config.path()).toRealPath(); // a link that somebody names is meant
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        if (!attributes.isDirectory()) {
            return List.of(new Found(root, attributes.lastModifiedTime().toInstant(), attributes.size()));
        }
        var finder = new Finder(config, log, root);
        finder.walk();
        if (finder.unreadable > 0) {
            log.accept(finder.unreadable + " folders could not be read");
        }
        return finder.found;
    }

    /** A folder that is still to be entered. */
    private record Step(Path folder, int depth) {}

    private void walk() throws IOException, TooManyException, InterruptedException {
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(root, 0)));
        while (!open.isEmpty()) {
            Step step = open.pop();
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(step.folder())) {
                for (Path path : inside) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    if (++entries > MOST_ENTRIES) {
                        throw new TooManyException(root);
                    }
                    look(path, step, open);
                }
            } catch (IOException | DirectoryIteratorException e) {
                if (step.depth() == 0) {
                    throw e;
                }
                unreadable++;
                log.accept(step.folder() + ": " + e);
            }
        }
    }

    private void look(Path path, Step step, Deque<Step> open) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory() && config.deep() && step.depth() < DEEPEST) {
                open.push(new Step(path, step.depth() + 1));
            }
            if (!new Glob(config.files()).matches(path.getFileName().toString())) {
                return;
            }
            if (attributes.isSymbolicLink()) {
                Path real = path.toRealPath();
                if (!real.startsWith(root)) {
                    log.accept("not followed out of the folder: " + path);
                    return;
                }
                attributes = Files.readAttributes(real, BasicFileAttributes.class);
            }
            if (attributes.isRegularFile()) {
                found.add(new Found(path, attributes.lastModifiedTime().toInstant(), attributes.size()));
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            log.accept("gone meanwhile, or a link that leads nowhere: " + path);
        } catch (IOException e) {
            log.accept(path + ": " + e);
        }
    }
}
