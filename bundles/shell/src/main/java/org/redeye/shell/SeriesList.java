package org.redeye.shell;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;

/** {@code rem:series-list} */
@Service
@Command(scope = "rem", name = "series-list", description = "Lists the stored series and their last values")
public final class SeriesList extends SubjectCommand {
    private static final int MOST = 100_000;

    @Argument(
            name = "GLOB",
            description = "Only ids that match; * is any run of characters, ? is one. Put it in quotes: '*:loss_ratio'")
    @Completion(SeriesCompleter.class)
    private String glob = "*";

    @Option(name = "--limit", description = "At most so many, 1 to 100000")
    private String limit = "1000";

    @Option(name = "--after", description = "Only ids greater than this: the 'next' of the page before")
    private String after = "";

    @Override
    void run() throws Refusal {
        int count = count();
        // one more than wanted tells whether there are more
        List<SeriesInfo> found =
                ask(Series.class, "series engine", series -> series.find(glob, after, Math.min(MOST, count + 1)));
        boolean more = found.size() > count;
        List<SeriesInfo> page = more ? found.subList(0, count) : found;
        if (isJson()) {
            Map<String, Object> json =
                    Json.items(page.stream().map(Json::series).toList());
            if (more) {
                json.put("next", page.get(count - 1).id());
            }
            out().println(Json.text(json));
            return;
        }
        var table = table("No series matches " + glob, "Series", "Last value", "Unit", "At", "Node");
        for (SeriesInfo info : page) {
            table.addRow()
                    .addContent(
                            info.id(),
                            info.lastAt() == 0 ? "none" : Values.show(info.lastValue()),
                            info.key().unit(),
                            Times.show(info.lastAt()) + (info.endedAt() == 0 ? "" : " (ended)"),
                            info.key().node());
        }
        print(table);
        if (more) {
            out().println("There are more: --after '" + page.get(count - 1).id() + "'");
        }
    }

    private int count() throws Refusal {
        if (limit.matches("[0-9]{1,6}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MOST) {
            return Integer.parseInt(limit);
        }
        throw new Refusal("--limit is '" + limit + "'; expected a number from 1 to " + MOST);
    }
}
