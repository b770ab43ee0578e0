package org.redeye.oncall;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The overrides of a schedule, by time. Immutable. */
final class Stead {

    private static final Comparator<Swap> LAST_BEGUN_FIRST =
            Comparator.comparing(Swap::from).thenComparing(Swap::id).reversed();

    private final List<Instant> cuts;
    private final List<List<Swap>> active;

    /**
     * An override with its names as they are found from anywhere.
     *
     * @param id its place
     * @param person who has it; empty for a day off
     * @param instead whom it replaces; empty for whoever it is
     * @param reason why
     */
    record Swap(String id, String person, String instead, Instant from, Instant until, String reason) {
        /** What it does, as a sentence. */
        String because() {
            String why = reason.isEmpty() ? "" : ": " + reason;
            String key = id.substring(id.lastIndexOf('/') + 1);
            if (person.isEmpty()) {
                return instead + " has a day off (override '" + key + "'" + why + ")";
            }
            return person + (instead.isEmpty() ? " has it" : " instead of " + instead) + " by the override '" + key
                    + "'" + why;
        }
    }

    Stead(List<Swap> swaps) {
        var times = new TreeSet<Instant>();
        swaps.forEach(swap -> {
            times.add(swap.from());
            times.add(swap.until());
        });
        cuts = List.copyOf(times);
        active = cuts.stream()
                .map(cut -> swaps.stream()
                        .filter(swap -> !cut.isBefore(swap.from()) && cut.isBefore(swap.until()))
                        .sorted(LAST_BEGUN_FIRST)
                        .toList())
                .toList();
    }

    /** The overrides that hold at an instant; who began last goes first. */
    List<Swap> at(Instant instant) {
        int index = index(instant);
        return index < 0 ? List.of() : active.get(index);
    }

    /** The next instant at which others hold; {@link Instant#MAX} if there is none. */
    Instant next(Instant instant) {
        int index = index(instant) + 1;
        return index < cuts.size() ? cuts.get(index) : Instant.MAX;
    }

    private int index(Instant instant) {
        int found = java.util.Collections.binarySearch(cuts, instant);
        return found >= 0 ? found : -found - 2;
    }
}
