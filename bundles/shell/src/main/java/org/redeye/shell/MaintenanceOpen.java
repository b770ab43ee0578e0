package org.redeye.shell;

import java.time.Instant;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.Maintenance;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;

/** {@code rem:maintenance-open TITLE} */
@Service
@Command(
        scope = "rem",
        name = "maintenance-open",
        description = "Says that something is worked on: nobody is called about it, service levels leave it out")
public final class MaintenanceOpen extends SubjectCommand {

    @Argument(name = "TITLE", description = "What is done", required = true)
    private String title = "";

    @Option(name = "--hosts", description = "Names of the hosts; * stands for any run of characters")
    private String hosts = "";

    @Option(name = "--checks", description = "Ids of the checks")
    private String checks = "";

    @Option(name = "--rules", description = "Ids of the rules")
    private String rules = "";

    @Option(name = "--package", description = "The package whose rules are meant")
    private String packages = "";

    @Option(name = "--from", description = "When it begins: now, +1h, ISO 8601 or epoch milliseconds")
    private String from = "now";

    @Option(name = "--until", description = "When it ends at the latest: +3h, ISO 8601 or epoch milliseconds")
    private String until = "";

    @Option(name = "--for", description = "How long it lasts at most, such as 2h")
    private String length = "";

    @Option(name = "--dry-run", description = "Only say what would be done")
    private boolean dryRun;

    @Override
    void run() throws Refusal {
        var match = new Match(rules, checks, hosts, packages, Severity.INFO, Map.of());
        if (match.equals(Match.ALL)) {
            throw new Refusal("nothing is said of what is worked on; expected --hosts, --checks, --rules or --package");
        }
        if (until.isEmpty() == length.isEmpty()) {
            throw new Refusal("its end is said by --until or by --for, one of them");
        }
        long now = Instant.now().toEpochMilli();
        long begin = Times.instant(from, now);
        long end = until.isEmpty() ? begin + Times.duration(length) : Times.instant(until, now);
        var window =
                new Window("", title, match, Caller.name(), Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end));
        Window opened = dryRun
                ? window
                : ask(Maintenance.class, "engine of maintenance", maintenance -> maintenance.open(window));
        if (isJson()) {
            out().println(Json.text(HoldJson.maintenance(opened)));
            return;
        }
        out().println((dryRun ? "It would be open" : opened.id() + " is open") + " for " + HoldJson.what(match)
                + " from " + Times.show(opened.from()) + " until " + Times.show(opened.until()) + ".");
    }
}
