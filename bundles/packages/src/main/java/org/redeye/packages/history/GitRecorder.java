package org.redeye.packages.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

    private static final Logger LOG = LoggerFactory.getLogger(GitRecorder.class);

    private final Repo repo;
    private final Scribe scribe;
    private final Commits commits;
    private final Supplier<Instant> clock;
    private final Journal journal;
    private final Backlog backlog;
    private final CatchUp catchUp;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(GitRecorder::daemon);
    private volatile @Nullable Supplier<Map<String, Optional<String>>> inForce;
    private volatile String waiting = "";
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
        this(folder, node, clock, step -> {});
    }

    /** The same; is told of each step in which a change is noted and struck: tests crash there. */
    public GitRecorder(Path folder, String node, Supplier<Instant> clock, Consumer<String> step) {
        this.repo = new Repo(folder);
        var committer = new Committer(repo, node);
        this.commits = new Commits(repo);
        this.clock = clock;
        this.journal = new Journal(folder.resolve(".journal"), step);
        this.scribe = new Scribe(committer, commits, journal);
        this.backlog = new Backlog(MAX_BACKLOG, journal::join);
        this.catchUp = new CatchUp(committer, commits, journal, backlog, name -> keep(folder, name), clock);
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
        catchUp.restore(inForce.get());
        this.inForce = inForce;
    }

    @Override
    public Intent intend(Entry entry) {
        if (isNothing(entry)) {
            return Intent.NONE;
        }
        try {
            journal.begin(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The change cannot be noted in " + repo.folder() + " and is not made: " + e.getMessage(), e);
        }
        return new Intent() {
            @Override
            public void made() {
                record(entry);
            }

            @Override
            public void withdrawn() {
                journal.strike(entry);
            }
        };
    }

    @Override
    public void record(Entry entry) {
        if (isNothing(entry)) {
            return;
        }
        journal.made(entry);
        backlog.add(entry);
        if (live && !entry.mayWait()) {
            try {
                thread.execute(this::look);
            } catch (RejectedExecutionException e) {
                LOG.debug("The history has ended", e);
            }
        }
    }

    private boolean isNothing(Entry entry) {
        return inForce == null
                || entry.before().equals(entry.after()) && entry.folder().isEmpty();
    }

    @Override
    public Folder keep(Path folder, String name, Map<String, String> edited) {
        try {
            return FolderTrees.keep(repo.findOrMake(), folder, name, edited);
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
                Meter.counter(
                        "history_commits_total", "Changes of packages written into the history", scribe.written()),
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
                if (catchUp.commit(now.get())) {
                    scribe.count();
                }
                caughtUp = true;
            }
            for (Optional<Entry> due = due(all); due.isPresent(); due = due(all)) {
                scribe.write(due.get(), backlog.hasMore(due.get()));
                journal.strike(due.get());
                backlog.done(due.get());
            }
            if (backlog.size() == 0) {
                commits.settled();
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
