package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesUpkeep;

/** {@code rem:series-join ID INTO} */
@Service
@Command(
        scope = "rem",
        name = "series-join",
        description = "Puts the history of a series before that of another, INTO; the first is gone then: ID INTO")
public final class SeriesJoin extends SeriesSubject {

    @Override
    int mostFurther() {
        return 1;
    }

    @Override
    void run() throws Refusal {
        if (further().isEmpty()) {
            throw new Refusal("which series goes on? --help shows how to say it");
        }
        String into = further().get(0);
        find(id());
        SeriesInfo second = find(into);
        if (isDryRun()) {
            tell(second, "The history of " + id() + " would continue in " + into + ", and " + id() + " would be gone.");
            return;
        }
        SeriesInfo joined = ask(SeriesUpkeep.class, "series engine", store -> store.join(id(), into));
        tell(joined, "The history of " + id() + " continues in " + into + "; " + id() + " is gone.");
    }
}
