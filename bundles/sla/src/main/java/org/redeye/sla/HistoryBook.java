package org.redeye.sla;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.check.CheckDeclaration;
import org.redeye.api.check.CheckListener;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;
import org.redeye.api.platform.Meter;
import org.redeye.api.platform.Meters;
import org.redeye.api.sla.StateHistory;
import org.redeye.api.state.StateStore;
import org.redeye.api.store.StoreException;
import org.redeye.sla.Track.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes each change of a check's state. What is new is stored once a second, with other threads; what a crash takes of that is
 * found again in the state and its beginning that the checks engine keeps, so that at most a change that was undone within
 * the same second is lost. Every {@value #PULSE} ms it is stored that this node runs: a longer silence is time in which nobody
 * watched.
 */
@Component(service = {HistoryBook.class, StateHistory.class, CheckListener.class, Meters.class})
public final class HistoryBook implements StateHistory, CheckListener, Meters {

    /** How often it is stored that this node runs, milliseconds. */
    static final long PULSE = 10_000;
    /** A silence up to this is none, milliseconds. */
    static final long SHORT = 2 * PULSE;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryBook.class);
    private static final int LONGEST = 512 - 1 - TrackText.DIGITS;

    private final Clock clock;
    private final Rows rows;
    private final long began;
    private final Map<String, Track> tracks;
    private final NavigableMap<String, CheckDeclaration> declared = new ConcurrentSkipListMap<>();
    private final Set<String> unsaved = ConcurrentHashMap.newKeySet();
    private final AtomicLong version = new AtomicLong();
    private final LongAdder noted = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "rem-sla-history");
        thread.setDaemon(true);
        return thread;
    });
    /** The last silence: nobody watched in [silent, heard). */
    private volatile long silent;

    private volatile long heard;
    private volatile long ticked;
    private long pulsed;
    private boolean failing;

    /** Goes on with what is stored. */
    @Activate
    public HistoryBook(@Reference StateStore store) {
        this(store, Clock.systemUTC());
        var unused = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    HistoryBook(StateStore store, Clock clock) {
        this.clock = clock;
        this.rows = new Rows(store);
        this.tracks = rows.newest();
        long now = clock.millis();
        began = now;
        ticked = now;
        rows.alive().filter(alive -> now - alive > SHORT).ifPresent(alive -> silence(alive, now));
        long old = now - Rows.KEPT.toMillis();
        List.copyOf(tracks.keySet()).stream()
                .filter(check -> tracks.get(check).last() == CheckState.PENDING)
                .filter(check -> tracks.get(check).lastAt() < old)
                .forEach(this::forget);
    }

    private void forget(String check) {
        tracks.remove(check);
        rows.remove(check);
    }

    /** Ends, with all that is known stored. */
    @Deactivate
    void close() {
        timer.shutdown(); // without interrupts: a store that is being written to would be closed by one
        pulsed = 0;
        tick();
    }

    /** The checks as they stand now; what changes comes to {@link #stands}. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    void bindChecks(Checks checks) {
        checks.list().forEach(this::stands);
    }

    /** The checks engine goes away: what it said last stands. */
    void unbindChecks(Checks checks) {
        LOG.debug("No checks engine; {} checks stand as they did", declared.size());
    }

    @Override
    public void stands(CheckStatus status) {
        String check = status.id();
        if (check.length() > LONGEST) {
            dropped.increment();
            return;
        }
        if (!status.declaration().equals(declared.put(check, status.declaration()))) {
            version.incrementAndGet();
        }
        Track track = tracks.computeIfAbsent(check, none -> new Track());
        if (track.last() != status.state() || track.size() == 0) {
            change(track, status);
            unsaved.add(check);
        }
    }

    private void change(Track track, CheckStatus status) {
        long since = status.since().toEpochMilli();
        long at = since;
        if (track.size() == 0) {
            at = Math.max(since, began); // of what was before, nobody here was told
        } else if (since < heard) {
            if (since < silent) {
                track.insert(since, status.state()); // a change that a crash took with it
            }
            at = heard;
        } else if (since <= track.lastAt()) { // as before something between that the checks engine knows nothing of
            at = status.last().map(run -> run.at().toEpochMilli()).orElseGet(clock::millis);
        }
        if (track.append(at, status.state())) {
            noted.increment();
        }
    }

    @Override
    public void gone(String check) {
        if (declared.remove(check) != null) {
            version.incrementAndGet();
        }
        Track track = tracks.get(check);
        if (track != null && track.append(clock.millis(), CheckState.PENDING)) {
            unsaved.add(check);
        }
    }

    /** Nobody watched in [from, until). */
    private void silence(long from, long until) {
        silent = from;
        heard = until;
        tracks.forEach((check, track) -> {
            if (track.lastAt() <= from) {
                track.append(from, CheckState.PENDING);
            } else {
                track.insert(from, CheckState.PENDING);
            }
            unsaved.add(check);
        });
    }

    /** Stores what is new, and that this node runs. To be called about once a second. */
    synchronized void tick() {
        long now = clock.millis();
        if (now - ticked > SHORT) { // the machine slept
            silence(ticked, now);
        }
        ticked = now;
        try {
            for (String check : List.copyOf(unsaved)) {
                unsaved.remove(check);
                save(check, now);
            }
            if (Math.abs(now - pulsed) >= PULSE) {
                rows.alive(now);
                pulsed = now;
            }
            failing = false;
        } catch (RuntimeException e) { // the next second tries again
            if (!failing) {
                LOG.warn("The states of checks cannot be noted now ({}); it is tried again every second", e.toString());
            }
            failing = true;
        }
    }

    private void save(String check, long now) {
        Track track = tracks.get(check);
        List<List<Change>> waiting = track == null ? List.of() : track.unsaved();
        try {
            for (List<Change> row : waiting) {
                rows.write(check, row);
            }
            if (waiting.size() > 1 && track != null) {
                track.saved(waiting.size() - 1);
                dropped.add(rows.forget(check, now));
            }
        } catch (StoreException e) {
            if (track != null) {
                track.failed();
            }
            unsaved.add(check);
            throw e;
        }
    }

    @Override
    public List<Stretch> states(String check, Instant from, Instant to) {
        long begin = from.toEpochMilli();
        long end = to.toEpochMilli();
        Track track = tracks.get(check);
        List<Change> changes = new ArrayList<>(track == null ? List.of() : track.changes());
        long first = changes.isEmpty() ? Long.MAX_VALUE : changes.get(0).at();
        if (track != null && begin < first) {
            changes.addAll(0, rows.before(check, first));
        }
        return Stretches.of(changes, begin, end, clock.millis());
    }

    /** The checks that are declared, by id. */
    NavigableMap<String, CheckDeclaration> declared() {
        return declared;
    }

    /** Another number after each change of {@link #declared}. */
    long version() {
        return version.get();
    }

    @Override
    public List<Meter> read() {
        return List.of(
                Meter.gauge("history_checks", "Checks whose states are kept", tracks.size()),
                Meter.counter("history_changes_total", "Changes of states that were noted", noted.sum()),
                Meter.gauge("history_waiting", "Checks with changes that are not stored yet", unsaved.size()),
                Meter.counter(
                        "history_dropped_total",
                        "Rows that were too many, and changes of checks with too long an id",
                        dropped.sum()));
    }
}
