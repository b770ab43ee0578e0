package org.redeye.store.prometheus;

import java.util.HashMap;
import java.util.Map;
import org.redeye.api.series.SeriesKey;

/** Brings the catalog to where the buffer ends. */
final class Replay implements Change.Sink {

    private final Catalog catalog;
    private final Map<Integer, Entry> defined = new HashMap<>();

    Replay(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void define(int number, SeriesKey key, int generation) {
        var known = catalog.find(key.id());
        if (known == null) {
            known = new Entry(key, generation);
            catalog.add(known);
        } else if (!known.key.equals(key)) {
            catalog.rekey(known, key);
        }
        defined.put(number, known);
    }

    @Override
    public void sample(int number, long at, double value) {
        var entry = defined.get(number);
        if (entry != null && !entry.removed) {
            catalog.take(entry, at, value);
        }
    }

    @Override
    public void end(int number, long at, long lastAt) {
        var entry = defined.get(number);
        if (entry != null) {
            entry.endedAt = at;
        }
    }

    @Override
    public void remove(String id, int generation) {
        catalog.find(id, generation).ifPresent(catalog::remove);
    }
}
