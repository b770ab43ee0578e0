package org.redeye.shell;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesUpkeep;

/** {@code rem:series-retire ID} */
@Service
@Command(
        scope = "rem",
        name = "series-retire",
        description =
                "Takes a stored series out of the lists; it is removed after the time that the store's settings say")
public final class SeriesRetire extends SeriesSubject {

    @Option(name = "--undo", description = "Take it back into the lists")
    private boolean undo;

    @Override
    void run() throws Refusal {
        SeriesInfo info = find(id());
        if (isDryRun()) {
            tell(info, id() + (undo ? " would be in the lists again." : " would be retired."));
            return;
        }
        long now = Instant.now().toEpochMilli();
        SeriesInfo done =
                ask(SeriesUpkeep.class, "series engine", store -> undo ? store.revive(id()) : store.retire(id(), now));
        tell(done, id() + (undo ? " is in the lists again." : " is retired."));
    }
}
