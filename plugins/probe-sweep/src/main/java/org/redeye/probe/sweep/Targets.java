package org.redeye.probe.sweep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses of a check, and their names as people write them.
 *
 * @param addresses each once, in their order
 * @param names of each
 */
record Targets(int[] addresses, String[] names) {

    /** Those of the last so many checks, as they are asked again at the next run. Thread-safe. */
    static final class Known {

        private static final int MOST = 100;

        private final Map<List<List<String>>, Targets> known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<List<String>>, Targets> eldest) {
                return size() > MOST;
            }
        };

        synchronized Targets of(SweepConfig config) {
            return known.computeIfAbsent(List.of(config.addresses(), config.except()), texts -> {
                int[] addresses = AddressList.of(texts.get(0), texts.get(1), SweepConfig.MOST);
                return new Targets(
                        addresses,
                        Arrays.stream(addresses).mapToObj(AddressList::text).toArray(String[]::new));
            });
        }
    }

    int count() {
        return addresses.length;
    }
}
