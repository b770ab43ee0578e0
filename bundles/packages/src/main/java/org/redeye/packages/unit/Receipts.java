package org.redeye.packages.unit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What was installed: for each package the sums of its files as they came, for its newest versions. By them an edit since
 * is known; and a unit that was rolled back is known as the one it was.
 */
public final class Receipts {

    /** Versions of one package that are remembered. */
    private static final int MOST = 20;

    private static final String CURRENT = "current";

    private final Path folder;

    /** @param folder the folder of packages */
    public Receipts(Path folder) {
        this.folder = folder.resolve(".installed");
    }

    /**
     * One installation.
     *
     * @param at when, milliseconds since the epoch
     * @param source what it came from, as people call it
     * @param signer the key that signed it; empty if it was not signed
     * @param sums the files as they came
     */
    public record Receipt(long at, String source, String signer, SortedMap<String, String> sums) {}

    /** Remembers an installation that is about to be made; it counts once the files are so. */
    public void add(String name, Receipt receipt) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        String digest = UnitTree.digest(receipt.sums());
        String text = receipt.at() + "\n" + receipt.source().replaceAll("\\R", " ") + "\n" + receipt.signer() + "\n"
                + Seal.text(receipt.sums());
        write(own.resolve(digest), text);
        forgetOldest(own, digest);
    }

    /**
     * What the files of a package are to be: as they were installed, if they are just so; else as they were installed last.
     *
     * @param sums what they are
     */
    public Optional<Receipt> of(String name, SortedMap<String, String> sums) throws IOException {
        Path own = folder.resolve(name);
        if (!Files.isDirectory(own)) {
            return Optional.empty();
        }
        String digest = UnitTree.digest(sums);
        String current = read(own.resolve(CURRENT)).orElse("");
        if (!digest.equals(current) && Files.exists(own.resolve(digest))) {
            write(own.resolve(CURRENT), digest); // rolled back, or a crash has left the mark behind
            current = digest;
        }
        return current.isEmpty() ? Optional.empty() : read(own.resolve(current)).flatMap(Receipts::parse);
    }

    /** The files are as they were to be. */
    public void done(String name, Receipt receipt) throws IOException {
        write(folder.resolve(name).resolve(CURRENT), UnitTree.digest(receipt.sums()));
    }

    private static Optional<Receipt> parse(String text) {
        String[] parts = text.split("\n", 4);
        if (parts.length < 4 || !parts[0].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new Receipt(Long.parseLong(parts[0]), parts[1], parts[2], Seal.parse(parts[3])));
    }

    private static void forgetOldest(Path own, String keep) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(own, "[0-9a-f]*")) {
            all.forEach(files::add);
        }
        files.removeIf(file -> !file.getFileName().toString().matches("[0-9a-f]{64}"));
        List<Path> oldest = files.stream()
                .filter(file -> !file.getFileName().toString().equals(keep))
                .sorted(Comparator.comparing(file -> file.toFile().lastModified()))
                .limit(Math.max(0, files.size() - MOST))
                .toList();
        for (Path file : oldest) {
            Files.delete(file);
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path target, String text) throws IOException {
        Path draft = target.resolveSibling("." + target.getFileName() + ".tmp");
        Disk.write(draft, text.getBytes(StandardCharsets.UTF_8));
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
