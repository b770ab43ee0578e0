package org.redeye.shell;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** What the commands share that change a stored series. */
abstract class SeriesSubject extends SubjectCommand {

    @Argument(
            name = "ID",
            description = "The series, as rem:series-list shows it; in quotes if it has brackets",
            required = true)
    @Completion(SeriesCompleter.class)
    private String id = "";

    @Option(name = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    final String id() {
        return id;
    }

    final boolean isDryRun() {
        return dryRun;
    }

    /** A series that is there. */
    final SeriesInfo find(String series) throws Refusal {
        Optional<SeriesInfo> found = ask(Series.class, "series engine", engine -> engine.get(series));
        return found.orElseThrow(() -> new Refusal("there is no series '" + series + "'"));
    }

    /** Prints the series as it is now, or the sentence. */
    final void tell(SeriesInfo info, String sentence) {
        out().println(isJson() ? Json.text(Json.series(info)) : sentence);
    }
}
