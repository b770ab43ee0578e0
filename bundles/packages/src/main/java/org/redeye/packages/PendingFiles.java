package org.redeye.packages;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageException.Kind;
import org.redeye.api.packages.PendingChange;
import org.redeye.api.packages.PendingChanges;
import org.redeye.api.packages.Plan;
import org.redeye.api.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes that wait, one file of JSON each; on the disk when a method returns. Thread-safe. */
final class PendingFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PendingFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Map<String, PendingChange> changes = new HashMap<>();

    /** What is written. */
    private record Note(
            String id,
            String name,
            long at,
            String author,
            Role role,
            String message,
            String why,
            String base,
            String text,
            Map<String, FileText> files,
            Plan plan,
            String diff) {}

    /** Reads what is there; what cannot be read stays on the disk and is told in the log. */
    PendingFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9a-f]*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresent(change -> changes.put(change.id(), change));
            }
        }
    }

    private static Optional<PendingChange> read(Path file) {
        try {
            Note note = JSON.readValue(file.toFile(), Note.class);
            return Optional.of(new PendingChange(
                    note.id,
                    note.name,
                    Instant.ofEpochMilli(note.at),
                    note.author,
                    note.role,
                    note.message,
                    note.why,
                    note.base,
                    note.text,
                    note.files,
                    note.plan,
                    note.diff));
        } catch (IOException | RuntimeException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            LOG.warn("The change that waits in {} cannot be read ({}); nobody can approve it", file, why);
            return Optional.empty();
        }
    }

    /** All of them, oldest first. */
    synchronized List<PendingChange> list() {
        return changes.values().stream()
                .sorted(Comparator.comparing(PendingChange::at).thenComparing(PendingChange::id))
                .toList();
    }

    synchronized Optional<PendingChange> find(String id) {
        return Optional.ofNullable(changes.get(id));
    }

    /** An id that no other change has had. */
    String fresh() {
        var bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        return find(id).isPresent() ? fresh() : id;
    }

    /**
     * Keeps a change in place of others.
     *
     * @throws PackageException CONFLICT if there is no room
     */
    synchronized void put(PendingChange change, Collection<PendingChange> instead) {
        var after = new HashMap<>(changes);
        instead.forEach(old -> after.remove(old.id()));
        after.put(change.id(), change);
        long characters = after.values().stream().mapToLong(PendingFiles::size).sum();
        if (after.size() > PendingChanges.MOST || characters > PendingChanges.MAX_CHARACTERS) {
            throw new PackageException(
                    Kind.CONFLICT,
                    "There is no room for this change to wait: at most " + PendingChanges.MOST + " wait, with "
                            + PendingChanges.MAX_CHARACTERS
                            + " characters together. Have some of them approved or rejected first.");
        }
        try {
            PackageFolder.write(file(change.id()), JSON.writeValueAsString(note(change)));
        } catch (IOException e) {
            throw new UncheckedIOException("The change cannot be kept in " + folder + ": " + e.getMessage(), e);
        }
        changes.put(change.id(), change);
        instead.forEach(this::remove);
    }

    synchronized void remove(PendingChange change) {
        try {
            Files.deleteIfExists(file(change.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("The change " + change.id() + " cannot be deleted: " + e.getMessage(), e);
        }
        changes.remove(change.id());
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    private static Note note(PendingChange change) {
        return new Note(
                change.id(),
                change.name(),
                change.at().toEpochMilli(),
                change.author(),
                change.role(),
                change.message(),
                change.why(),
                change.base(),
                change.text(),
                change.files(),
                change.plan(),
                change.diff());
    }

    private static long size(PendingChange change) {
        return change.text().length()
                + change.diff().length()
                + change.files().values().stream()
                        .mapToLong(file -> file.text().length())
                        .sum();
    }
}
