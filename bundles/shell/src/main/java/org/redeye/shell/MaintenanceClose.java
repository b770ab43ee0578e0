package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Window;

/** {@code rem:maintenance-close ID} */
@Service
@Command(scope = "rem", name = "maintenance-close", description = "Ends a window of maintenance that was opened, now")
public final class MaintenanceClose extends SubjectCommand {

    private static final Duration AHEAD = Duration.ofDays(366);

    @Argument(name = "ID", description = "The window, as rem:maintenance-list shows it", required = true)
    @Completion(MaintenanceCompleter.class)
    private String id = "";

    @Option(name = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Override
    void run() throws Refusal {
        Instant now = Instant.now();
        List<String> ids = ask(
                Maintenance.class,
                "engine of maintenance",
                maintenance -> maintenance.windows(now, now.plus(AHEAD)).stream()
                        .map(Window::id)
                        .distinct()
                        .toList());
        if (!ids.contains(id)) {
            throw new Refusal("no window '" + id + "' is open or to come" + Nearest.hint(id, ids));
        }
        if (!dryRun) {
            ask(Maintenance.class, "engine of maintenance", maintenance -> {
                maintenance.close(id, Caller.name());
                return id;
            });
        }
        out().println(
                        isJson()
                                ? Json.text(Map.of("id", id, "closed", !dryRun))
                                : id + (dryRun ? " would be closed." : " is closed."));
    }
}
