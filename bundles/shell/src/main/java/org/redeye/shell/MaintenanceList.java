package org.redeye.shell;

import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Window;

/** {@code rem:maintenance-list} */
@Service
@Command(scope = "rem", name = "maintenance-list", description = "Lists when something is worked on")
public final class MaintenanceList extends RemCommand {

    @Option(name = "--from", description = "From when: -7d (seven days ago), ISO 8601 or epoch milliseconds")
    private String from = "now";

    @Option(name = "--days", description = "For how many days, 1 to 400")
    private int days = 30;

    @Override
    void run() throws Refusal {
        if (days < 1 || days > 400) {
            throw new Refusal("--days is " + days + "; expected 1 to 400");
        }
        Instant begin = Instant.ofEpochMilli(Times.instant(from, Instant.now().toEpochMilli()));
        Instant end = begin.plusSeconds(days * 86_400L);
        List<Window> windows =
                ask(Maintenance.class, "engine of maintenance", maintenance -> maintenance.windows(begin, end));
        if (isJson()) {
            out().println(Json.text(
                    Json.items(windows.stream().map(HoldJson::maintenance).toList())));
            return;
        }
        var table = table("Nothing is worked on in that time", "From", "Until", "What", "Title", "By", "Window");
        for (Window window : windows) {
            table.addRow()
                    .addContent(
                            Times.show(window.from()),
                            Times.show(window.until()),
                            HoldJson.what(window.match()),
                            window.title(),
                            window.by().equals(window.id()) ? "package" : window.by(),
                            window.id());
        }
        print(table);
    }
}
