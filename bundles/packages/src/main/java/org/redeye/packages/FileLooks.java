package org.redeye.packages;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.redeye.packages.unit.UnitTree;

/**
 * How files look from outside: two equal looks mean that nothing was written in between. Time and size alone do not say so of
 * a file that was written just before it was looked at: the next write may fall into the same tick of the file system's clock.
 * Such a file is "racy", as git's index calls it, and its content is looked at as well, until once behind that tick.
 */
final class FileLooks {

    /** The coarsest clock of a file system in use (FAT) ticks every 2 s; ext4 and XFS do every 1 to 10 ms. */
    static final Duration TICK = Duration.ofSeconds(2);

    /** Files whose content was looked at are remembered; beyond this all are forgotten, and taken over once more. */
    private static final int MOST = 20_000;

    private final Supplier<Instant> clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    FileLooks(Supplier<Instant> clock) {
        this.clock = clock;
    }

    /**
     * How a file looks.
     *
     * @param key which file it is, where the file system tells; else empty
     * @param sum the SHA-256 of its content, if it was racy when it was seen first; else empty
     */
    record Look(FileTime modified, long size, Object key, String sum) {
        private boolean isLike(Look other) {
            return modified.equals(other.modified) && size == other.size && key.equals(other.key);
        }
    }

    /** A look, and whether it cannot change any more unseen. */
    private record Seen(Look look, boolean settled) {}

    /** Looks at a regular file. */
    synchronized Look look(Path file, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey() == null ? "" : attributes.fileKey();
        var plain = new Look(attributes.lastModifiedTime(), attributes.size(), key, "");
        boolean racy = Duration.between(plain.modified().toInstant(), clock.get())
                        .abs()
                        .compareTo(TICK)
                <= 0;
        Seen before = seen.get(file);
        boolean same = before != null && before.look().isLike(plain);
        if (same && before.settled()) {
            return before.look();
        }
        if (!racy && !same) {
            seen.remove(file);
            return plain;
        }
        var look = new Look(plain.modified(), plain.size(), key, UnitTree.sha256(file));
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(file, new Seen(look, !racy));
        return look;
    }
}
