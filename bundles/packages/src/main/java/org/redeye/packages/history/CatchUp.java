package org.redeye.packages.history;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.redeye.api.packages.Change;
import org.redeye.packages.history.Journal.Note;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start has to write down first: changes that the journal knows, each as its author made it, and what is different
 * though no change is known that made it so.
 */
final class CatchUp {

    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Change FOUND = Change.by(Committer.product())
            .saying("Changes found at the start")
            .because("Made while Red Eye Monitor did not run, or not yet written down when it ended.");
    private static final String UNSURE =
            "Red Eye Monitor ended while this was being made, and the file was edited since:"
                    + " it is not known whether it came into force.";

    private final Committer committer;
    private final Commits commits;
    private final Journal journal;
    private final Backlog backlog;
    private final Function<String, Folder> folders;
    private final Supplier<Instant> clock;
    private final List<Entry> restored = new ArrayList<>();

    /** @param folders keeps the folder of a package as it is now */
    CatchUp(
            Committer committer,
            Commits commits,
            Journal journal,
            Backlog backlog,
            Function<String, Folder> folders,
            Supplier<Instant> clock) {
        this.committer = committer;
        this.commits = commits;
        this.journal = journal;
        this.backlog = backlog;
        this.folders = folders;
        this.clock = clock;
    }

    // ---- what the journal knows

    /** Puts what a crash has left into the backlog, before anything else is in it. */
    void restore(Map<String, Optional<String>> inForce) {
        List<Note> notes = journal.read();
        var last = new LinkedHashMap<String, Note>();
        notes.forEach(note -> last.put(note.entry().name(), note));
        var made = new LinkedHashMap<String, List<Entry>>();
        for (Note note : notes) {
            String name = note.entry().name();
            try {
                made(note, last.get(name) == note).ifPresent(entry -> {
                    made.computeIfAbsent(name, first -> new ArrayList<>()).add(entry);
                    restored.add(entry);
                    backlog.add(entry);
                });
            } catch (IOException e) {
                LOG.warn("Who changed {} before the last end is not known: {}", name, e.getMessage());
            }
        }
        made.values().forEach(entries -> found(entries, inForce).ifPresent(backlog::add));
    }

    /** A change if it came into force. What was begun and never made is struck. */
    private Optional<Entry> made(Note note, boolean isLast) throws IOException {
        Entry entry = note.entry();
        if (note.made() || isLast && stands(entry.after(), entry) && folderStands(entry)) {
            return Optional.of(entry);
        }
        if (isLast && !stands(entry.before(), entry)) {
            return Optional.of(journal.renamed(entry, unsure(entry)));
        }
        LOG.info(
                "The change of {} by {} ({}) was begun when the monitor ended, and was not made",
                entry.name(),
                entry.change().author(),
                entry.change().message());
        journal.strike(entry);
        return Optional.empty();
    }

    private boolean stands(Optional<String> text, Entry entry) throws IOException {
        Optional<byte[]> file = committer.file(entry.name());
        Optional<byte[]> wanted = Scribe.bytes(text);
        return file.isPresent() == wanted.isPresent() && (file.isEmpty() || Arrays.equals(file.get(), wanted.get()));
    }

    private boolean folderStands(Entry entry) {
        return entry.folder().isEmpty()
                || entry.folder().get().equals(Folder.AS_IT_STANDS)
                || entry.folder().get().equals(folders.apply(entry.name()));
    }

    private static Entry unsure(Entry entry) {
        String why = entry.change().why();
        String more = why.isEmpty() ? UNSURE : why + "\n\n" + UNSURE;
        return more.length() > Change.MAX_WHY ? entry : entry.because(more);
    }

    /** What was edited behind the last change that is known; a text that is not good waits until it is. */
    private Optional<Entry> found(List<Entry> made, Map<String, Optional<String>> inForce) {
        if (made.isEmpty()) {
            return Optional.empty();
        }
        Entry last = made.get(made.size() - 1);
        String name = last.name();
        boolean refused = inForce.containsKey(name) && inForce.get(name).isEmpty();
        Optional<String> now = refused ? last.after() : inForce.getOrDefault(name, Optional.empty());
        Optional<Folder> known =
                made.stream().flatMap(entry -> entry.folder().stream()).reduce((a, b) -> b);
        Optional<Folder> folder = known.isEmpty()
                ? Optional.empty()
                : Optional.of(now.isPresent() ? folders.apply(name) : Folder.NONE)
                        .filter(kept -> !known.get().equals(kept));
        return now.equals(last.after()) && folder.isEmpty()
                ? Optional.empty()
                : Optional.of(new Entry(clock.get(), name, last.after(), now, FOUND, false, folder));
    }

    // ---- what nobody knows

    /**
     * Commits what is different from the last commit though no change is known that made it so.
     *
     * @return whether there was something
     */
    boolean commit(Map<String, Optional<String>> inForce) throws IOException {
        strikeCommitted();
        var texts = new TreeMap<String, Optional<byte[]>>();
        for (String gone : committer.known()) {
            if (!inForce.containsKey(gone)) {
                texts.put(gone, Optional.empty());
            }
        }
        inForce.forEach((name, text) -> text.ifPresent(good -> texts.put(name, Scribe.bytes(text))));
        var first = new TreeMap<String, Entry>();
        backlog.all().forEach(entry -> first.putIfAbsent(entry.name(), entry));
        // what was there before the first change that is known
        first.forEach((name, entry) -> texts.put(name, Scribe.bytes(entry.before())));
        texts.keySet().removeAll(committer.clean(texts.keySet()));
        var kept = new TreeMap<String, Folder>();
        texts.forEach((name, text) -> {
            boolean later = first.containsKey(name) && first.get(name).folder().isPresent();
            if (!later) {
                kept.put(name, text.isPresent() ? folders.apply(name) : Folder.NONE);
            }
        });
        String message = committer.isEmpty()
                ? "The packages that are there at the start"
                : FOUND.message() + "\n\n" + FOUND.why() + "\n";
        return committer.commit(texts, kept, Committer.product(), clock.get(), message, id -> {});
    }

    /** What was committed right before a crash is not committed again. */
    private void strikeCommitted() throws IOException {
        for (Entry entry : List.copyOf(restored)) {
            Optional<String> commit = journal.commit(entry);
            if (journal.isCommitted(entry) || commit.isPresent() && commits.has(commit.get())) {
                journal.strike(entry);
                backlog.done(entry);
            }
        }
        restored.clear();
    }
}
