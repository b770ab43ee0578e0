package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.sla.SlaDeclaration.Burn;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.Slas;

/** {@code rem:sla-show ID} */
@Service
@Command(scope = "rem", name = "sla-show", description = "Shows how good a service level is, or was, and its outages")
public final class SlaShow extends SubjectCommand {

    private static final int MOST = 20;

    @Argument(name = "ID", description = "The service level, as rem:sla-list shows it", required = true)
    @Completion(SlaCompleter.class)
    private String id = "";

    @Option(
            name = "--at",
            description = "For the window that ends at, or holds, a time: -30d, ISO 8601 or epoch milliseconds")
    private String at = "";

    @Override
    void run() throws Refusal {
        SlaStatus status = find();
        if (isJson()) {
            out().println(Json.text(HoldJson.sla(status)));
            return;
        }
        var facts = table("", "What", "Is");
        facts.addRow().addContent("title", status.declaration().title());
        facts.addRow()
                .addContent("checks", String.join(", ", status.declaration().checks()));
        facts.addRow().addContent("window", Times.show(status.from()) + " to " + Times.show(status.to()));
        facts.addRow()
                .addContent(
                        "available",
                        SlaList.percent(status.availability()) + " of "
                                + SlaList.percent(status.declaration().target()));
        facts.addRow().addContent("up", SlaList.length(status.up()));
        facts.addRow().addContent("down", SlaList.length(status.down()));
        facts.addRow().addContent("unknown", SlaList.length(status.unknown()));
        facts.addRow().addContent("maintenance", SlaList.length(status.excluded()));
        facts.addRow()
                .addContent("budget", SlaList.length(status.left()) + " left of " + SlaList.length(status.budget()));
        List<Burn> burns = status.declaration().burns();
        for (int i = 0; i < burns.size(); i++) {
            facts.addRow()
                    .addContent(
                            "burns over " + SlaList.length(burns.get(i).over()),
                            Values.show(status.burns().get(i)) + ", "
                                    + burns.get(i).severity().word() + " from "
                                    + Values.show(burns.get(i).rate()));
        }
        if (!status.reason().isEmpty()) {
            facts.addRow().addContent("odd", status.reason());
        }
        print(facts);
        outages(status);
    }

    private void outages(SlaStatus status) {
        out().println();
        var table = table("No outages", "Down from", "For", "Checks");
        status.outages().stream().limit(MOST).forEach(outage -> table.addRow()
                .addContent(
                        Times.show(outage.from()),
                        SlaList.length(Duration.between(outage.from(), outage.until())),
                        String.join(", ", outage.checks())));
        print(table);
        if (status.outages().size() > MOST) {
            out().println(status.outages().size() - MOST + " more; --json has them.");
        }
    }

    private SlaStatus find() throws Refusal {
        Optional<SlaStatus> found;
        if (at.isEmpty()) {
            found = ask(Slas.class, "engine of service levels", slas -> slas.find(id));
        } else {
            Instant when = Instant.ofEpochMilli(Times.instant(at, Instant.now().toEpochMilli()));
            found = ask(Slas.class, "engine of service levels", slas -> slas.find(id, when));
        }
        if (found.isPresent()) {
            return found.get();
        }
        List<String> ids = ask(Slas.class, "engine of service levels", Slas::list).stream()
                .map(status -> status.declaration().id())
                .toList();
        throw new Refusal("there is no service level '" + id + "'" + Nearest.hint(id, ids));
    }
}
