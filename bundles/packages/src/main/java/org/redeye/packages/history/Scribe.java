package org.redeye.packages.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one commit of one change. */
final class Scribe {

    /** Commits between two looks whether there are too many small files. */
    private static final int TIDY = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Scribe.class);

    private final Committer committer;
    private final Commits commits;
    private final Journal journal;
    private final AtomicLong written = new AtomicLong();

    Scribe(Committer committer, Commits commits, Journal journal) {
        this.committer = committer;
        this.commits = commits;
        this.journal = journal;
    }

    /** Commits so far. */
    long written() {
        return written.get();
    }

    /** Counts a commit that somebody else has made. */
    void count() {
        written.incrementAndGet();
    }

    /**
     * Commits a change, unless its author has done so himself.
     *
     * @param more whether a later one of the same package waits
     */
    void write(Entry entry, boolean more) throws IOException {
        String name = entry.name();
        Optional<byte[]> text = bytes(entry.after());
        boolean clean = committer.clean(Set.of(name)).contains(name);
        if ((more || clean) && text.isPresent() && commits.byOwner(name, text.get())) {
            LOG.info(
                    "The change of {} by {} is in the history by its owner's own commit",
                    name,
                    entry.change().author());
            return;
        }
        Optional<byte[]> owners = committer.file(name);
        commit(entry, text, entry.change().author(), entry.message());
        if (clean && !more) {
            commit(entry, owners, Committer.product(), "Keep " + name + " as its owner has committed it since\n");
        }
    }

    /** A text as it stands in files. */
    static Optional<byte[]> bytes(Optional<String> text) {
        return text.map(each -> each.getBytes(StandardCharsets.UTF_8));
    }

    private void commit(Entry entry, Optional<byte[]> text, String author, String message) throws IOException {
        Map<String, Folder> folders =
                entry.folder().map(folder -> Map.of(entry.name(), folder)).orElse(Map.of());
        if (committer.commit(
                Map.of(entry.name(), text),
                folders,
                author,
                entry.at(),
                message,
                id -> journal.committing(entry, id.name()))) {
            if (written.incrementAndGet() % TIDY == 0) {
                committer.tidy();
            }
        } else if (!entry.mayWait() && !entry.before().equals(entry.after())) {
            LOG.info(
                    "The change of {} by {} ({}) is in the history already, or git ignores the file",
                    entry.name(),
                    entry.change().author(),
                    entry.change().message());
        }
    }
}
