package org.redeye.packages.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Puts the files of a unit in place of those that are there: all of them or none. The new ones are staged beside and forced;
 * then a mark is written, and from that byte on the change is made: what a crash interrupts behind it is ended by the next
 * start. What a crash interrupts before it is thrown away.
 *
 * <p>A stage is a folder {@code .staged/NUMBER} with the new files in {@code new}, the mark {@code ready} (the package's
 * name; on lines below it the files, if only some are replaced), and, while it is swapped, the old ones in {@code old}.
 */
public final class Swap {

    private static final String READY = "ready";
    private static final String NEW = "new";
    private static final String OLD = "old";

    private final Path folder;
    private final Path staged;
    private final Consumer<String> step;
    private final AtomicLong number = new AtomicLong(System.currentTimeMillis());

    /**
     * @param folder the folder of packages
     * @param step is told of each step before it is done; tests crash there
     */
    public Swap(Path folder, Consumer<String> step) {
        this.folder = folder;
        this.staged = folder.resolve(".staged");
        this.step = step;
    }

    /** A place for new files. Closing throws it away, unless it was swapped in. */
    public final class Stage implements AutoCloseable {
        private final Path place;

        private Stage(Path place) {
            this.place = place;
        }

        /** Where the new files are written, as they shall stand in the folder of packages. */
        public Path files() {
            return place.resolve(NEW);
        }

        /** Where something may be kept until it is closed. */
        Path beside(String name) {
            return place.resolve(name);
        }

        /** Puts the new files in place; what a package has and the stage has not is removed. */
        public void swap(String name) throws IOException {
            commit(Intent.of(name, files(), folder));
        }

        /**
         * Puts the new files in place of those that are there; all else stays.
         *
         * @param paths the new files, as they shall stand in the folder of packages
         */
        public void replace(String name, List<String> paths) throws IOException {
            commit(new Intent(name, false, false, false, paths));
        }

        private void commit(Intent intent) throws IOException {
            step.accept("force");
            Disk.forceAll(files());
            Disk.force(place);
            step.accept("mark");
            Path draft = place.resolve(READY + ".tmp");
            Disk.write(draft, intent.text().getBytes(StandardCharsets.UTF_8));
            Files.move(draft, place.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
            Disk.force(place);
            finish(place);
        }

        @Override
        public void close() throws IOException {
            if (!Files.exists(place.resolve(READY))) {
                Disk.delete(place);
            }
        }
    }

    /** A fresh stage. */
    public Stage open() throws IOException {
        Files.createDirectories(staged);
        Path place = staged.resolve(Long.toString(number.incrementAndGet()));
        Files.createDirectories(place.resolve(NEW));
        return new Stage(place);
    }

    /**
     * Ends what was begun before a crash.
     *
     * @return the packages whose new files were put in place now
     */
    public List<String> recover() throws IOException {
        var ended = new ArrayList<String>();
        if (!Files.isDirectory(staged)) {
            return ended;
        }
        try (DirectoryStream<Path> stages = Files.newDirectoryStream(staged, "[0-9]*")) {
            for (Path place : stages) {
                Path ready = place.resolve(READY);
                if (Files.exists(ready)) {
                    ended.add(finish(place));
                } else {
                    Disk.delete(place);
                }
            }
        }
        return ended;
    }

    /**
     * What is to be done; written down before it is begun, so that it can be ended without looking at what is there.
     *
     * @param freshFile whether the new unit has a file of its own
     * @param freshFolder whether it has a folder
     * @param oldFolder whether there was a folder
     * @param paths the files to be replaced; if there are any, nothing else is done
     */
    private record Intent(String name, boolean freshFile, boolean freshFolder, boolean oldFolder, List<String> paths) {

        static Intent of(String name, Path fresh, Path folder) {
            return new Intent(
                    name,
                    Files.exists(fresh.resolve(name + ".yaml")),
                    Files.exists(fresh.resolve(name)),
                    Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS),
                    List.of());
        }

        static Intent read(Path ready) throws IOException {
            List<String> lines = Files.readString(ready).lines().toList();
            List<String> words = List.of(lines.get(0).split(" "));
            return new Intent(
                    words.get(0),
                    words.contains("file"),
                    words.contains("folder"),
                    words.contains("old"),
                    lines.subList(1, lines.size()));
        }

        String text() {
            return name
                    + (freshFile ? " file" : "")
                    + (freshFolder ? " folder" : "")
                    + (oldFolder ? " old" : "")
                    + paths.stream().map(path -> "\n" + path).collect(Collectors.joining());
        }
    }

    /** Whatever of it is done already is not done again. */
    private String finish(Path place) throws IOException {
        Intent intent = Intent.read(place.resolve(READY));
        if (intent.paths().isEmpty()) {
            swapAll(place, intent);
        } else {
            replaceSome(place, intent);
        }
        Disk.force(folder);
        step.accept("take the mark away");
        Files.delete(place.resolve(READY)); // first, for what is left is not enough to do it again
        Disk.force(place);
        step.accept("clean up");
        Disk.delete(place);
        return intent.name();
    }

    private void replaceSome(Path place, Intent intent) throws IOException {
        for (String path : intent.paths()) {
            Path fresh = place.resolve(NEW).resolve(path);
            if (Files.exists(fresh)) {
                step.accept("move " + path);
                move(fresh, folder.resolve(path));
                Disk.force(folder.resolve(path).getParent());
            }
        }
    }

    private void swapAll(Path place, Intent intent) throws IOException {
        String name = intent.name();
        Path fresh = place.resolve(NEW);
        Path target = folder.resolve(name);
        Path old = Files.createDirectories(place.resolve(OLD)).resolve(name);
        if (intent.oldFolder() && !Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
            step.accept("move the old folder");
            move(target, old);
        }
        if (intent.freshFolder() && Files.exists(fresh.resolve(name))) {
            step.accept("move the new folder");
            move(fresh.resolve(name), target);
        }
        Path freshFile = fresh.resolve(name + ".yaml");
        if (intent.freshFile() && Files.exists(freshFile)) {
            step.accept("move the file");
            move(freshFile, folder.resolve(name + ".yaml"));
        } else if (!intent.freshFile()) {
            step.accept("delete the file");
            Files.deleteIfExists(folder.resolve(name + ".yaml"));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
