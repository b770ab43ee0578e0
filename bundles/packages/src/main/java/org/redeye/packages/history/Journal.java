package org.redeye.packages.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.redeye.api.packages.Change;
import org.redeye.packages.unit.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes on the disk from the moment before they come into force until they are committed: who, when, why, and the texts.
 * One file of JSON for each, {@code NUMBER.begun} and, once the change is in force, {@code NUMBER.made}; so there are as many as
 * changes wait, and one that was begun for each package. Thread-safe.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGUN = ".begun";
    private static final String MADE = ".made";
    /** Which note is being committed, as what: number and commit. */
    private static final String COMMITTING = "committing";

    private record Committing(long number, String commit) {}

    private final Path folder;
    private final Consumer<String> step;
    private final Map<Entry, Path> files = new IdentityHashMap<>();
    private final Map<String, Path> begun = new TreeMap<>();
    private long last = -1;

    /**
     * @param folder where the files are
     * @param step is told of each step before it is done; tests crash there
     */
    Journal(Path folder, Consumer<String> step) {
        this.folder = folder;
        this.step = step;
    }

    /**
     * What a crash has left.
     *
     * @param made whether it was in force, for all that is known
     */
    record Note(Entry entry, boolean made) {}

    /** Notes a change that is about to be made; when this returns it is on the disk. An older one of the package that was not made is gone. */
    synchronized void begin(Entry entry) throws IOException {
        step.accept("note what begins");
        Path file = write(next() + BEGUN, entry);
        files.put(entry, file);
        Path failed = begun.put(entry.name(), file);
        if (failed != null) {
            Files.deleteIfExists(failed);
        }
    }

    /** Notes that a change is in force. Never fails: what is noted as begun is compared with the files at the next start. */
    synchronized void made(Entry entry) {
        Path file = files.get(entry);
        step.accept(file == null ? "note what is there" : "note what is made");
        if (file == null) {
            note(entry);
            return;
        }
        begun.remove(entry.name(), file);
        try {
            Path made = file.resolveSibling(file.getFileName().toString().replace(BEGUN, MADE));
            files.put(entry, Files.move(file, made, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException e) {
            LOG.debug("{} stays as it is", file, e);
        }
    }

    /** A change that somebody has made in the files himself. */
    private void note(Entry entry) {
        try {
            files.put(entry, write(next() + MADE, entry));
        } catch (IOException e) {
            LOG.warn(
                    "Who changed {} is not noted in {} ({}); after a crash the history would not know it",
                    entry.name(),
                    folder,
                    e.getMessage());
        }
    }

    /** Two changes become one. */
    synchronized void join(Entry older, Entry later, Entry joined) {
        try {
            Path file = files.get(later);
            if (file != null) {
                files.put(joined, write(file.getFileName().toString(), joined));
                files.remove(later);
            }
            strike(older);
        } catch (IOException e) {
            LOG.debug("{} and what followed it stay two notes", older.change().message(), e);
        }
    }

    /** A change is about to be the newest commit. Those before it are committed: they are in the order of their numbers. */
    synchronized void committing(Entry entry, String commit) {
        step.accept("commit");
        Path file = files.get(entry);
        if (file != null) {
            try {
                Path draft = Files.writeString(folder.resolve(".committing.tmp"), number(file) + " " + commit);
                Files.move(
                        draft,
                        folder.resolve(COMMITTING),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                LOG.debug("Were it to end now, {} would be committed twice", file, e);
            }
        }
    }

    /** As which commit a change was committed before the last end, if that was done: a question that the repository answers. */
    synchronized Optional<String> commit(Entry entry) {
        Path file = files.get(entry);
        Committing last = committing();
        return file != null && number(file) == last.number() ? Optional.of(last.commit()) : Optional.empty();
    }

    /** Whether a change was committed before the last end, because a later one was about to be. */
    synchronized boolean isCommitted(Entry entry) {
        Path file = files.get(entry);
        return file != null && number(file) < committing().number();
    }

    private Committing committing() {
        try {
            String[] words = Files.readString(folder.resolve(COMMITTING)).split(" ", 2);
            return new Committing(Long.parseLong(words[0]), words[1]);
        } catch (IOException | RuntimeException e) {
            return new Committing(0, "");
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().split("\\.", 2)[0]);
    }

    /** A change is known by other words from now on, until it is struck; on the disk it is as it was. */
    synchronized Entry renamed(Entry entry, Entry other) {
        Path file = files.remove(entry);
        if (file != null) {
            files.put(other, file);
        }
        return other;
    }

    /** A change was committed, or was not made after all. Never fails: what is committed is found to be so at the next start. */
    synchronized void strike(Entry entry) {
        step.accept("strike");
        Path file = files.remove(entry);
        if (file != null) {
            begun.remove(entry.name(), file);
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("{} cannot be deleted", file, e);
            }
        }
    }

    /** What a crash has left, oldest first; to be struck by the entries in it. What cannot be read is told and left alone. */
    synchronized List<Note> read() {
        var notes = new ArrayList<Note>();
        try {
            for (Path file : all()) {
                try {
                    Entry entry = entry(JSON.readTree(file.toFile()));
                    files.put(entry, file);
                    notes.add(new Note(entry, file.toString().endsWith(MADE)));
                } catch (IOException | RuntimeException e) {
                    LOG.warn("{} is no note of a change and is left alone: {}", file, e.getMessage());
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", folder, e.getMessage());
        }
        return notes;
    }

    private List<Path> all() throws IOException {
        var all = new TreeMap<Long, Path>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[0-9]*.{begun,made}")) {
                for (Path file : found) {
                    all.put(number(file), file);
                }
            } catch (NumberFormatException e) {
                throw new IOException("the names of files in it are not those of notes", e);
            }
        }
        return List.copyOf(all.values());
    }

    private String next() throws IOException {
        if (last < 0) {
            Files.createDirectories(folder);
            Path ignore = folder.resolve(".gitignore");
            if (!Files.exists(ignore)) {
                Files.writeString(ignore, "*\n");
            }
            last = all().stream()
                    .mapToLong(
                            file -> Long.parseLong(file.getFileName().toString().split("\\.", 2)[0]))
                    .max()
                    .orElse(0);
        }
        return String.format("%012d", ++last);
    }

    private Path write(String name, Entry entry) throws IOException {
        Path draft = folder.resolve(".draft.tmp");
        Disk.write(draft, JSON.writeValueAsBytes(json(entry)));
        Path file = Files.move(
                draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Disk.force(folder);
        return file;
    }

    private static ObjectNode json(Entry entry) {
        ObjectNode json = JSON.createObjectNode();
        json.put("at", entry.at().toString());
        json.put("package", entry.name());
        json.put("author", entry.change().author());
        json.put("message", entry.change().message());
        json.put("why", entry.change().why());
        json.put("may_wait", entry.mayWait());
        entry.before().ifPresent(text -> json.put("before", text));
        entry.after().ifPresent(text -> json.put("after", text));
        entry.folder().ifPresent(folder -> json.put("folder", folder.tree()));
        return json;
    }

    private static Entry entry(JsonNode json) {
        return new Entry(
                Instant.parse(json.path("at").asText()),
                json.path("package").asText(),
                text(json, "before"),
                text(json, "after"),
                new Change(
                        json.path("author").asText(),
                        json.path("message").asText(),
                        json.path("why").asText()),
                json.path("may_wait").asBoolean(),
                text(json, "folder").map(Folder::new));
    }

    private static Optional<String> text(JsonNode json, String key) {
        return json.has(key) ? Optional.of(json.path(key).asText()) : Optional.empty();
    }
}
