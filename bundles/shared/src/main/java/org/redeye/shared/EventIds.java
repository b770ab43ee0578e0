package org.redeye.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the ids of a run begin: above every id of the runs before, even if the clock was set back in between. */
final class EventIds {
    private static final Logger LOG = LoggerFactory.getLogger(EventIds.class);

    /** Ids for each millisecond since the epoch: a run that publishes less than a million a millisecond never reaches the next one's. */
    private static final int BITS = 20;
    /** What a run may use up at most, for when the clock does not help: a million million. */
    private static final long ROOM = 1L << 40;

    private EventIds() {}

    /** The number before this run's first id; kept in the file. */
    static long begin(Path file, Clock clock) {
        long base = clock.millis() << BITS;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String kept = SmallFile.read(file);
            if (kept.matches("[0-9]{1,18}|[0-8][0-9]{18}")) {
                long before = Long.parseLong(kept);
                base = base > before ? base : before + ROOM;
            }
            SmallFile.write(file, base + "\n");
        } catch (IOException e) {
            LOG.warn(
                    "{} cannot be used: {}. If the clock is set back before the next start, browsers must be reloaded then",
                    file,
                    e.toString());
        }
        return base;
    }
}
