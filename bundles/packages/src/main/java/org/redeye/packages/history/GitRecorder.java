package org.redeye.packages.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.platform.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes into the repository, one commit each, in their order, on a thread of its own. Whoever makes a change never
 * waits for it; what is not yet written when the monitor ends is found at the next start, by comparing. JGit is not loaded
 * before the first change or the first idle moment after the start.
 */
@Component(service = {Recorder.class, GitRecorder.class, Meters.class})
public final class GitRecorder implements Recorder, Meters {

    /** How long a person who edited a file by hand has to commit it himself. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    /** By then monitoring has begun. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(2);

    /** More changes than this wait only for as many packages. */
    private static final int MAX_BACKLOG = 1_000;

    /** Commits between two looks whether there are too many small files. */
    private static final int TIDY = 200;

    private static final Logger LOG = LoggerFactory.getLogger(GitRecorder.class);

    private final Repo repo;
    private final Committer committer;
    private final Supplier<Instant> clock;
    private final Backlog backlog = new Backlog(MAX_BACKLOG);
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(GitRecorder::daemon);
    private volatile @Nullable Supplier<Map<String, Optional<String>>> inForce;
    private volatile String waiting = "";
    private volatile long commits;
    private boolean live;
    private boolean caughtUp;

    /** Begins when it is told what is in force. */
    @Activate
    public GitRecorder(@Reference Platform platform) {
        this(platform.data().resolve("packages"), platform.node(), Instant::now);
        live = true;
        thread.scheduleWithFixedDelay(this::look, IDLE.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Without the thread: {@link #work} works. */
    public GitRecorder(Path folder, String node, Supplier<Instant> clock) {
        this.repo = new Repo(folder);
        this.committer = new Committer(repo, node);
        this.clock = clock;
    }

    /** Writes down what is left, if that is quick. */
    @Deactivate
    void close() {
        try {
            thread.execute(() -> work(true));
            thread.shutdown();
            if (!thread.awaitTermination(PATIENCE_AT_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info(
                        "{} changes of packages are not in the history yet; the next start finds them", backlog.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        repo.close();
    }

    @Override
    public void begin(Supplier<Map<String, Optional<String>>> inForce) {
        this.inForce = inForce;
    }

    @Override
    public void record(Entry entry) {
        if (inForce == null
                || entry.before().equals(entry.after()) && entry.folder().isEmpty()) {
            return;
        }
        backlog.add(entry);
        if (live && !entry.mayWait()) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("The history has ended", e);
            }
        }
    }

    @Override
    public Folder keep(String name) {
        try {
            return FolderTrees.keep(repo.findOrMake(), repo.folder(), name);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The folder of {} cannot be kept", name, e);
            return Folder.AS_IT_STANDS;
        }
    }

    /** Why changes wait; empty if none does. */
    String waiting() {
        return waiting;
    }

    Repo repo() {
        return repo;
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.counter("history_commits_total", "Changes of packages written into the history", commits),
                Meter.gauge("history_backlog_count", "Changes of packages not yet in the history", backlog.size()),
                Meter.counter(
                        "history_merged_total",
                        "Changes of packages written into the history together with a later one, because many waited",
                        backlog.merged()));
    }

    // ---- the thread

    private volatile Instant tried = Instant.EPOCH;

    private void look() {
        if (waiting.isEmpty() || !within(RETRY, tried, clock.get())) {
            work(false);
        }
    }

    /** Whether so little time has passed since then; false if the clock was set back. */
    private static boolean within(Duration time, Instant then, Instant now) {
        return !now.isBefore(then) && now.isBefore(then.plus(time));
    }

    /**
     * Writes down what is due.
     *
     * @param all also what may still be committed by its author
     */
    public synchronized void work(boolean all) {
        Supplier<Map<String, Optional<String>>> now = inForce;
        if (now == null) {
            return;
        }
        try {
            if (!caughtUp) {
                catchUp(now.get());
                caughtUp = true;
            }
            for (Optional<Entry> due = due(all); due.isPresent(); due = due(all)) {
                write(due.get());
                backlog.done(due.get());
            }
            if (backlog.size() == 0) {
                committer.settled();
            }
            goesOn();
        } catch (WaitException e) {
            waits(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            repo.close();
            LOG.debug("The history cannot be written", e);
            waits("The repository in " + repo.folder() + " cannot be written: " + words(e)
                    + ". 'git fsck' there says more. Until then the history waits; the packages go on.");
        }
    }

    /** The oldest entry, if it or one behind it is due: their order stays. */
    private Optional<Entry> due(boolean all) {
        List<Entry> entries = backlog.all();
        Instant now = clock.get();
        boolean due = all || entries.stream().anyMatch(entry -> !entry.mayWait() || !within(GRACE, entry.at(), now));
        return due ? entries.stream().findFirst() : Optional.empty();
    }

    /** Commits what is different from the last commit though no change is known that made it so. */
    private void catchUp(Map<String, Optional<String>> found) throws IOException {
        var texts = new TreeMap<String, Optional<byte[]>>();
        for (String gone : committer.known()) {
            if (!found.containsKey(gone)) {
                texts.put(gone, Optional.empty());
            }
        }
        found.forEach((name, text) -> text.ifPresent(good -> texts.put(name, bytes(text))));
        var folders = new TreeMap<String, Folder>();
        texts.forEach((name, text) -> folders.put(name, text.isPresent() ? keep(name) : Folder.NONE));
        var queued = new HashSet<String>();
        for (Entry entry : backlog.all()) {
            if (queued.add(entry.name())) {
                texts.put(entry.name(), bytes(entry.before())); // what was there before the first change that is known
                if (entry.folder().isPresent()) {
                    folders.remove(entry.name());
                }
            }
        }
        texts.keySet().removeAll(committer.clean(texts.keySet()));
        boolean first = committer.isEmpty();
        boolean done = committer.commit(
                texts,
                folders,
                Committer.product(),
                clock.get(),
                first
                        ? "The packages that are there at the start"
                        : "Changes found at the start\n\nMade while Red Eye Monitor did not run, or not yet written down"
                                + " when it ended.\n");
        commits += done ? 1 : 0;
    }

    private void write(Entry entry) throws IOException {
        String name = entry.name();
        Optional<byte[]> text = bytes(entry.after());
        boolean more = backlog.hasMore(entry);
        boolean clean = committer.clean(Set.of(name)).contains(name);
        if ((more || clean) && text.isPresent() && committer.committedByOwner(name, text.get())) {
            LOG.info(
                    "The change of {} by {} is in the history by its owner's own commit",
                    name,
                    entry.change().author());
            return;
        }
        Optional<byte[]> owners = committer.file(name);
        String why = entry.change().why();
        String message = entry.change().message() + (why.isEmpty() ? "" : "\n\n" + why) + "\n";
        commit(entry, text, entry.change().author(), message);
        if (clean && !more) {
            commit(entry, owners, Committer.product(), "Keep " + name + " as its owner has committed it since\n");
        }
    }

    private static Optional<byte[]> bytes(Optional<String> text) {
        return text.map(each -> each.getBytes(StandardCharsets.UTF_8));
    }

    private void commit(Entry entry, Optional<byte[]> text, String author, String message) throws IOException {
        Map<String, Folder> folders =
                entry.folder().map(folder -> Map.of(entry.name(), folder)).orElse(Map.of());
        if (committer.commit(Map.of(entry.name(), text), folders, author, entry.at(), message)) {
            commits++;
            if (commits % TIDY == 0) {
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

    private void waits(String reason) {
        tried = clock.get();
        if (!reason.equals(waiting)) {
            waiting = reason;
            LOG.warn("{}", reason);
        }
    }

    private void goesOn() {
        if (!waiting.isEmpty()) {
            waiting = "";
            LOG.info("The history of packages goes on");
        }
    }

    /** What went wrong, without the dot at its end. */
    static String words(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "rem-history");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }
}
