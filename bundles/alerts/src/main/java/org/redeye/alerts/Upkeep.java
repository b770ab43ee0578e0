package org.redeye.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.redeye.api.alert.AlertEntry;

/** Removes what is too old or too much. */
final class Upkeep {

    static final Duration KEPT = Duration.ofDays(400);
    static final int MOST_ALERTS = 100_000;

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int MOST_AT_ONCE = 100;

    private final Book book;
    private final World world;
    private final Tally tally;
    private Instant tidied = Instant.EPOCH;

    Upkeep(Book book, World world, Tally tally) {
        this.book = book;
        this.world = world;
        this.tally = tally;
    }

    void tidy(Instant now) {
        if (now.isBefore(tidied.plus(EVERY)) && !now.isBefore(tidied)) {
            return;
        }
        tidied = now;
        List<Head> oldest = book.heads().values().stream().limit(MOST_AT_ONCE).toList();
        int tooMany = book.heads().size() - MOST_ALERTS;
        for (Head head : oldest) {
            if (tooMany > 0 || head.changed().plus(KEPT).isBefore(now)) {
                tooMany--;
                book.remove(head.id());
                tally.dropped.increment();
            }
        }
    }

    /** Removes what tells nothing any more from a long record. */
    void trim(Life life) {
        List<AlertEntry> all = book.entries(life.id, 0, Integer.MAX_VALUE);
        for (AlertEntry entry : Trim.superfluous(life, all, world.tuning().flaps())) {
            book.remove(entry);
            life.entries--;
            tally.dropped.increment();
        }
        life.trimAt = Math.max(Trim.MOST, life.entries + Trim.PAUSE);
    }
}
