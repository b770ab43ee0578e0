package org.redeye.store.prometheus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.text.Glob;

/** Which series there are. Guarded by the lock of the store. */
final class Catalog {

    /** Samples in memory at most, beside one a series; 16 bytes each. Beyond it the older half of a series goes. */
    private static final int MOST_RECENT = 1_000_000;

    private final Map<SeriesKey, Entry> byKey = new HashMap<>();
    private final TreeMap<String, Entry> byId = new TreeMap<>();
    /** How often series were removed, by their id. */
    private final Map<String, Integer> removals = new HashMap<>();

    private int recent;

    @Nullable
    Entry find(SeriesKey key) {
        return byKey.get(key);
    }

    @Nullable
    Entry find(String id) {
        return byId.get(id);
    }

    /** The series of an id if it is that of this generation. */
    Optional<Entry> find(String id, int generation) {
        return Optional.ofNullable(byId.get(id)).filter(entry -> entry.generation == generation);
    }

    Collection<Entry> all() {
        return byId.values();
    }

    Map<String, Integer> removals() {
        return removals;
    }

    int size() {
        return byId.size();
    }

    int generation(String id) {
        return removals.getOrDefault(id, 0);
    }

    void add(Entry entry) {
        byKey.put(entry.key, entry);
        byId.put(entry.id, entry);
    }

    /** Takes back what {@link #add} did. */
    void forget(Entry entry) {
        byKey.remove(entry.key);
        byId.remove(entry.id);
        recent -= entry.recent.size();
    }

    void remove(Entry entry) {
        forget(entry);
        entry.removed = true;
        removals.put(entry.id, entry.generation + 1);
    }

    /** The same series under a key that differs in unit, node or step. */
    void rekey(Entry entry, SeriesKey key) {
        byKey.remove(entry.key);
        entry.key = key;
        byKey.put(key, entry);
    }

    void take(Entry entry, long at, double value) {
        entry.take(at, value);
        entry.recent.add(at, value);
        recent++;
        if (recent > MOST_RECENT) {
            recent -= entry.recent.halve();
        }
    }

    /** The server has the samples of a series up to a time; what is older than another is not needed any more. */
    void sent(Entry entry, long upTo, long olderThan) {
        if (!entry.removed) {
            entry.recent.sent(upTo);
            recent -= entry.recent.forget(olderThan);
        }
    }

    List<SeriesInfo> find(String match, String after, int limit) {
        var glob = new Glob(match);
        String prefix = glob.prefix();
        var found = new ArrayList<SeriesInfo>();
        var from = prefix.compareTo(after) > 0 ? byId.tailMap(prefix, true) : byId.tailMap(after, false);
        for (var entry : from.values()) {
            if (found.size() == limit || !entry.id.startsWith(prefix)) {
                break;
            }
            if (glob.matches(entry.id)) {
                found.add(entry.info());
            }
        }
        return found;
    }
}
