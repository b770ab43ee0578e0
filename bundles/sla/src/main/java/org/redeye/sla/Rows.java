package org.redeye.sla;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.sla.Track.Change;

/** The stored part of the past, in the bucket {@value #BUCKET}. Thread-safe. */
final class Rows {

    static final String BUCKET = "states";
    /** So long the past is kept. */
    static final Duration KEPT = Duration.ofDays(400);
    /** So many rows of one check are kept: half a million changes. */
    static final int MOST = 1_000;

    private static final String ALIVE = "alive";
    private static final int PAGE = 1_000;

    private final StateStore store;

    Rows(StateStore store) {
        this.store = store;
    }

    /** The newest row of every check. */
    Map<String, Track> newest() {
        var tracks = new ConcurrentHashMap<String, Track>();
        String after = "";
        List<Versioned> page;
        do {
            page = store.scan(BUCKET, "", after, PAGE);
            for (Versioned row : page) {
                after = row.key();
                TrackText.check(row.key()).ifPresent(check -> {
                    var track = new Track();
                    TrackText.read(row.key(), row.value()).forEach(change -> track.append(change.at(), change.state()));
                    if (track.size() > 0) {
                        track.unsaved(); // it is stored
                        tracks.put(check, track);
                    }
                });
            }
        } while (page.size() == PAGE);
        return tracks;
    }

    /** The changes of a check that are stored in rows before a time. */
    List<Change> before(String check, long before) {
        var changes = new ArrayList<Change>();
        for (Versioned row : rows(check)) {
            if (TrackText.first(row.key()) < before) {
                changes.addAll(TrackText.read(row.key(), row.value()));
            }
        }
        return changes;
    }

    private List<Versioned> rows(String check) {
        String prefix = check + TrackText.TAB;
        return store.scan(BUCKET, prefix, "", MOST + 1);
    }

    void write(String check, List<Change> changes) {
        store.put(BUCKET, TrackText.key(check, changes.get(0).at()), TrackText.write(changes));
    }

    /** Forgets rows that are too old, or too many. @return how many were too many */
    int forget(String check, long now) {
        List<Versioned> rows = rows(check);
        int dropped = 0;
        for (int i = 0; i + 1 < rows.size(); i++) {
            boolean old = TrackText.first(rows.get(i + 1).key()) < now - KEPT.toMillis();
            if (old || rows.size() - i > MOST) {
                store.remove(BUCKET, rows.get(i).key());
                dropped += old ? 0 : 1;
            }
        }
        return dropped;
    }

    void remove(String check) {
        rows(check).forEach(row -> store.remove(BUCKET, row.key()));
    }

    /** When this node was last known to run. */
    Optional<Long> alive() {
        return store.get(BUCKET, ALIVE).map(mark -> Long.parseLong(mark.value()));
    }

    void alive(long now) {
        store.put(BUCKET, ALIVE, Long.toString(now));
    }
}
