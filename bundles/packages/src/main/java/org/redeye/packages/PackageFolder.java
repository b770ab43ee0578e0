package org.redeye.packages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.redeye.packages.unit.Swap;
import org.redeye.packages.unit.UnitTree;

/** The folder of packages: one file {@code <name>.yaml} each, and hidden beside them the last good text of each. */
final class PackageFolder {

    /** Bytes of a file that are read; a larger one is refused in words by the reader of documents. */
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    /** Files of a package that are looked at for changes. */
    private static final long MAX_BESIDE = 5_000;

    private static final String SUFFIX = ".yaml";

    private final Path folder;
    private final Path applied;
    private final Path shipped;
    private final Swap swap;
    private final FileLooks looks = new FileLooks(Instant::now);

    PackageFolder(Path folder) {
        this(folder, step -> {});
    }

    /** @param step is told of each step in which a unit is put in place; tests crash there */
    PackageFolder(Path folder, Consumer<String> step) {
        this.folder = folder;
        this.swap = new Swap(folder, step);
        this.applied = folder.resolve(".applied");
        this.shipped = folder.resolve(".shipped");
    }

    /** What a file looks like from outside; two equal ones mean that nothing was written in between. */
    record Stamp(FileLooks.Look file, int beside) {}

    /** A text, or why it cannot be read. */
    record Content(String text, String failure) {}

    /** Makes the folders. The hidden ones hide from git by themselves, in whatever repository they stand. */
    void create() throws IOException {
        for (Path hidden : List.of(applied, shipped, folder.resolve(".staged"), folder.resolve(".installed"))) {
            Files.createDirectories(hidden);
            Path ignore = hidden.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                write(ignore, "*\n");
            }
        }
    }

    /** Copies the packages that ship, each once in the life of the folder: one that was deleted stays away. */
    void copyShipped(Path from) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*" + SUFFIX)) {
            for (Path file : files) {
                Path mark = shipped.resolve(file.getFileName().toString());
                if (!Files.exists(mark)) {
                    String text = Files.readString(file);
                    Path target = folder.resolve(file.getFileName().toString());
                    if (!Files.exists(target)) {
                        copyFiles(from, file.getFileName().toString().replace(SUFFIX, ""));
                        write(target, text);
                    }
                    write(mark, text);
                }
            }
        }
    }

    /** What stands in the folder of a package that ships; a folder that is there already is its owner's. */
    private void copyFiles(Path from, String name) throws IOException {
        Path target = folder.resolve(name);
        if (Files.exists(target)) {
            return;
        }
        for (var file : UnitTree.of(from, name).files().entrySet()) {
            if (file.getKey().startsWith(name + "/")) {
                Path copy = folder.resolve(file.getKey());
                Files.createDirectories(copy.getParent());
                Files.copy(file.getValue(), copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** The packages there are and how their files look. */
    Map<String, Stamp> scan() throws IOException {
        var found = new TreeMap<String, Stamp>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String fileName = file.getFileName().toString();
                stamp(file)
                        .ifPresent(
                                stamp -> found.put(fileName.substring(0, fileName.length() - SUFFIX.length()), stamp));
            }
        }
        return found;
    }

    Optional<Stamp> stamp(String name) {
        return stamp(folder.resolve(name + SUFFIX));
    }

    private Optional<Stamp> stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Stamp(looks.look(file, attributes), beside(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // gone in between
        }
    }

    /** How the files look that belong to a package: those in the folder of its name, as many as count. */
    private int beside(Path file) throws IOException {
        String name = file.getFileName().toString();
        Path unit = file.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
        if (!Files.isDirectory(unit)) {
            return 0;
        }
        int look = 1;
        try (Stream<Path> paths = Files.walk(unit)) {
            for (Path path : paths.limit(MAX_BESIDE).toList()) {
                var attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    look = look * 31 + Objects.hash(path, looks.look(path, attributes));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return look;
    }

    /** Whose file a package is; empty if that is not known. */
    String owner(String name) {
        try {
            return Files.getOwner(folder.resolve(name + SUFFIX)).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** The text of a package; empty if there is no file. */
    Optional<Content> read(String name) {
        Path file = folder.resolve(name + SUFFIX);
        try {
            long size = Files.size(file);
            return Optional.of(
                    size > MAX_BYTES
                            ? new Content("", "The file has " + size + " bytes; at most " + MAX_BYTES + " are read.")
                            : new Content(Files.readString(file), ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.of(new Content("", "The file is not UTF-8; save it in that encoding."));
        } catch (IOException e) {
            return Optional.of(new Content("", "The file cannot be read: " + e.getMessage() + "."));
        }
    }

    /** Writes a package: temporary file, force, rename. A crash leaves the old text or the new one. */
    void write(String name, String text) throws IOException {
        write(folder.resolve(name + SUFFIX), text);
    }

    /** Writes several files of a package, each there already or its own, in one step: a crash leaves all as they were or none. */
    void write(String name, Map<String, String> texts) throws IOException {
        try (Swap.Stage stage = swap.open()) {
            for (var text : texts.entrySet()) {
                Path target = folder.resolve(text.getKey());
                Path fresh = stage.files().resolve(text.getKey());
                Files.createDirectories(fresh.getParent());
                write(fresh, text.getValue());
                if (Files.getFileStore(target).supportsFileAttributeView(PosixFileAttributeView.class)) {
                    Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
                }
            }
            stage.replace(name, List.copyOf(texts.keySet()));
        }
    }

    /** Deletes a package's file and folder, both or none. */
    void delete(String name) throws IOException {
        try (Swap.Stage nothing = swap.open()) {
            nothing.swap(name);
        }
        forget(name);
    }

    /** Forgets the text in force. */
    void forget(String name) throws IOException {
        Files.deleteIfExists(applied.resolve(name + SUFFIX));
    }

    /** Where the packages are. */
    Path path() {
        return folder;
    }

    /** A place for the files of a unit that may come. */
    Swap.Stage stage() throws IOException {
        return swap.open();
    }

    /** Ends what a crash has interrupted. */
    List<String> recover() throws IOException {
        return swap.recover();
    }

    /** Remembers the text in force, for a start with a broken file. */
    void remember(String name, String text) throws IOException {
        write(applied.resolve(name + SUFFIX), text);
    }

    /** The text that was last in force. */
    Optional<String> remembered(String name) {
        try {
            return Optional.of(Files.readString(applied.resolve(name + SUFFIX)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void write(Path target, String text) throws IOException {
        Path temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
