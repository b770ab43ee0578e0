package org.redeye.shell;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** {@code rem:series-read ID} */
@Service
@Command(scope = "rem", name = "series-read", description = "Shows the points of a series")
public final class SeriesRead extends SubjectCommand {
    private static final int SUGGESTABLE = 10_000;

    @Argument(
            name = "ID",
            description = "The series, as rem:series-list shows it; in quotes if it has brackets",
            required = true)
    @Completion(SeriesCompleter.class)
    private String id = "";

    @Option(name = "--from", description = "From when: -1h (one hour ago), ISO 8601 or epoch milliseconds")
    private String from = "-1h";

    @Option(name = "--to", description = "Until when, not included; the same notation, or now")
    private String to = "now";

    @Option(name = "--step", description = "The time between two points, such as 1m; by default the series' own")
    private String step = "";

    @Option(name = "--consolidation", description = "How samples become a point: average, min or max")
    @Completion(
            value = StringsCompleter.class,
            values = {"average", "min", "max"})
    private String consolidation = "average";

    @Override
    void run() throws Refusal {
        long now = Instant.now().toEpochMilli();
        long begin = Times.instant(from, now);
        long end = Times.instant(to, now);
        if (begin >= end) {
            throw new Refusal("--from " + from + " is not before --to " + to);
        }
        Consolidation how = consolidation();
        SeriesInfo info = find();
        long millis = step.isEmpty() ? info.key().step().toMillis() : Math.max(1, Times.duration(step));
        Optional<Points> read = ask(Series.class, "series engine", series -> series.read(id, begin, end, millis, how));
        Points points = read.orElseThrow(() -> new Refusal("the series '" + id + "' is gone"));
        if (isJson()) {
            out().println(Json.text(Json.points(points)));
            return;
        }
        String unit = points.key().unit().isEmpty() ? "" : " (" + points.key().unit() + ")";
        var table = table("No points in that time", "Time", "Value" + unit);
        for (int i = 0; i < points.size(); i++) {
            table.addRow().addContent(Instant.ofEpochMilli(points.at(i)).toString(), Values.show(points.values()[i]));
        }
        print(table);
    }

    private SeriesInfo find() throws Refusal {
        Optional<SeriesInfo> found = ask(Series.class, "series engine", series -> series.get(id));
        if (found.isPresent()) {
            return found.get();
        }
        List<String> ids = ask(Series.class, "series engine", series -> series.find("*", "", SUGGESTABLE)).stream()
                .map(SeriesInfo::id)
                .toList();
        throw new Refusal("there is no series '" + id + "'" + Nearest.hint(id, ids));
    }

    private Consolidation consolidation() throws Refusal {
        return Arrays.stream(Consolidation.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(consolidation.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal("'" + consolidation + "' is no consolidation; expected average, min or max"));
    }
}
