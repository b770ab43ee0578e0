package org.redeye.packages.unit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.redeye.api.packages.FileChanges;

/**
 * The files of a package: {@code NAME.yaml} and what stands in the folder {@code NAME} beside it. Hidden files and links are
 * no part of it.
 *
 * @param name the package
 * @param files where each is, by its path relative to the folder of packages, written with {@code /}
 */
public record UnitTree(String name, SortedMap<String, Path> files) {

    /** Keeps a copy. */
    public UnitTree {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Finds the files.
     *
     * @throws IOException if they cannot be read, or are more than a unit may have
     */
    public static UnitTree of(Path folder, String name) throws IOException {
        var files = new TreeMap<String, Path>();
        Path yaml = folder.resolve(name + ".yaml");
        if (Files.isRegularFile(yaml)) {
            files.put(name + ".yaml", yaml);
        }
        Path own = folder.resolve(name);
        if (Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(own, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path sub, BasicFileAttributes attributes) {
                    return isHidden(sub) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && !isHidden(file)) {
                        files.put(folder.relativize(file).toString().replace('\\', '/'), file);
                    }
                    if (files.size() > UnitLimits.FILES) {
                        throw new IOException(own + " has more than " + UnitLimits.FILES + " files");
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return new UnitTree(name, files);
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** The SHA-256 of each file, by path. */
    public SortedMap<String, String> sums() throws IOException {
        var sums = new TreeMap<String, String>();
        for (var file : files.entrySet()) {
            sums.put(file.getKey(), sha256(file.getValue()));
        }
        return sums;
    }

    /** What is different between the sums of two trees. */
    public static FileChanges changes(SortedMap<String, String> before, SortedMap<String, String> after) {
        return new FileChanges(
                after.keySet().stream()
                        .filter(path -> !before.containsKey(path))
                        .toList(),
                after.keySet().stream()
                        .filter(path ->
                                before.containsKey(path) && !before.get(path).equals(after.get(path)))
                        .toList(),
                before.keySet().stream()
                        .filter(path -> !after.containsKey(path))
                        .toList());
    }

    /** One number for a whole tree. */
    public static String digest(SortedMap<String, String> sums) {
        MessageDigest digest = sha256();
        sums.forEach((path, sum) -> digest.update((sum + "  " + path + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a file, in hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return sha256(in);
        }
    }

    /** The SHA-256 of a stream, in hexadecimal digits; does not close it. */
    public static String sha256(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        var buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            digest.update(buffer, 0, count);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
