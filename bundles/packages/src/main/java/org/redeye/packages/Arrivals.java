package org.redeye.packages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.packages.Arrival;

/** What arrived by itself and what became of it, by its source; of too many the oldest are forgotten. Thread-safe. */
final class Arrivals {

    private static final int MOST = 1_000;

    private final Map<String, Arrival> arrivals = new LinkedHashMap<>();

    synchronized void put(Arrival arrival) {
        arrivals.remove(arrival.source());
        arrivals.put(arrival.source(), arrival);
        if (arrivals.size() > MOST) {
            arrivals.remove(arrivals.keySet().iterator().next());
        }
    }

    synchronized void remove(String source) {
        arrivals.remove(source);
    }

    /** Newest first. */
    synchronized List<Arrival> list() {
        var list = new ArrayList<>(arrivals.values());
        list.sort(Comparator.comparing(Arrival::at).reversed());
        return list;
    }
}
