package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.oncall.Finding;
import org.redeye.api.oncall.OnCall;

/** {@code rem:oncall-lint [--days N]} */
@Service
@Command(scope = "rem", name = "oncall-lint", description = "Shows what of the plan would leave somebody uncalled")
public final class OnCallLint extends RemCommand {
    private static final int MOST_DAYS = 366;

    @Option(name = "--days", description = "How many days ahead, 1 to 366")
    private String days = "90";

    @Override
    void run() throws Refusal {
        int ahead = days.matches("[0-9]{1,3}") ? Integer.parseInt(days) : 0;
        if (ahead < 1 || ahead > MOST_DAYS) {
            throw new Refusal("--days is '" + days + "'; expected a number from 1 to " + MOST_DAYS);
        }
        Instant now = Instant.now();
        List<Finding> findings =
                ask(OnCall.class, "on-call engine", onCall -> onCall.findings(now, now.plus(Duration.ofDays(ahead))));
        if (isJson()) {
            out().println(Json.text(
                    Json.items(findings.stream().map(OnCallShapes::finding).toList())));
            return;
        }
        var table = table("Nobody is left uncalled in the next " + days + " days", "From", "Until", "About", "What");
        for (Finding finding : findings) {
            table.addRow()
                    .addContent(
                            finding.from().map(Times::show).orElse("-"),
                            finding.until().map(Times::show).orElse("-"),
                            finding.subject(),
                            finding.text());
        }
        print(table);
    }
}
