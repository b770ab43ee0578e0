package org.redeye.sites;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files in the packages' own folders. */
final class PackageFiles {

    /** Bytes of a file that is served. */
    static final int LARGEST = 16 << 20;

    private final Path packages;

    /** @param packages the folder of packages; each has a folder of its own name in it */
    PackageFiles(Path packages) {
        this.packages = packages;
    }

    /**
     * A file in a package's folder.
     *
     * @param folder where it is below that folder; empty for the folder itself
     * @param path below that, with slashes
     * @return empty if it is not there, hidden, no plain file, too large, or a link leads out of {@code folder} to it
     */
    Optional<byte[]> read(String packageName, String folder, String path) {
        try {
            Path top = packages.resolve(packageName).resolve(folder);
            Path file = top.resolve(path);
            if (!isPlain(path) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            Path real = file.toRealPath();
            Path own = packages.resolve(packageName).toRealPath();
            if (!real.startsWith(top.toRealPath()) || !real.startsWith(own)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(real)) {
                byte[] bytes = in.readNBytes(LARGEST + 1);
                return bytes.length > LARGEST ? Optional.empty() : Optional.of(bytes);
            }
        } catch (InvalidPathException | IOException e) {
            return Optional.empty(); // gone just now, or no name of a file here
        }
    }

    private static boolean isPlain(String path) {
        if (path.isEmpty() || path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
