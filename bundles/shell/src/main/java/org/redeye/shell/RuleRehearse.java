package org.redeye.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.rule.Rehearsal;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.rule.Rules;

/** {@code rem:rule-rehearse ID} */
@Service
@Command(
        scope = "rem",
        name = "rule-rehearse",
        description = "Shows when a rule would have fired, and whom it would have called")
public final class RuleRehearse extends SubjectCommand {
    @Argument(name = "ID", description = "The rule", required = true)
    @Completion(RuleCompleter.class)
    private String id = "";

    @Option(name = "--days", description = "Over so many days until now, 1 to 366")
    private int days = 7;

    @Override
    void run() throws Refusal {
        if (days < 1 || days > 366) {
            throw new Refusal("--days is 1 to 366, not " + days);
        }
        List<RuleStatus> rules = ask(Rules.class, "rules engine", Rules::list);
        RuleStatus rule = rules.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no rule '" + id + "'"
                        + Nearest.hint(id, rules.stream().map(RuleStatus::id).toList())));
        Instant now = Instant.now();
        Rehearsal rehearsal = ask(
                Rules.class,
                "rules engine",
                engine -> engine.rehearse(rule.declaration(), now.minus(Duration.ofDays(days)), now));
        if (isJson()) {
            out().println(Json.text(json(rehearsal)));
            return;
        }
        out().println("It would have fired " + rehearsal.count() + " times in " + days + " days, for "
                + rehearsal.subjects() + " watched on " + rehearsal.samples() + " samples.");
        var table = table("It would not have fired", "At", "Until", "Subject", "Value", "Calls");
        for (Rehearsal.Firing firing : rehearsal.firings()) {
            table.addRow()
                    .addContent(
                            Times.show(firing.at()),
                            firing.until().map(Times::show).orElse("now"),
                            firing.subject(),
                            Double.isNaN(firing.value()) ? "" : firing.value(),
                            firing.calls().stream()
                                    .filter(call -> call.kind() == AlertEntry.Kind.SENDING)
                                    .count());
        }
        print(table);
        rehearsal.notes().forEach(out()::println);
    }

    private static Map<String, Object> json(Rehearsal rehearsal) {
        var json = new LinkedHashMap<String, Object>();
        json.put("subjects", rehearsal.subjects());
        json.put("samples", rehearsal.samples());
        json.put("step_ms", rehearsal.step());
        json.put("count", rehearsal.count());
        json.put("firings", rehearsal.firings().stream().map(RuleRehearse::json).toList());
        json.put("notes", rehearsal.notes());
        return json;
    }

    private static Map<String, Object> json(Rehearsal.Firing firing) {
        var json = new LinkedHashMap<String, Object>();
        json.put("subject", firing.subject());
        json.put("at", firing.at().toEpochMilli());
        firing.until().ifPresent(until -> json.put("until", until.toEpochMilli()));
        if (!Double.isNaN(firing.value())) {
            json.put("value", firing.value());
        }
        json.put("calls", firing.calls().stream().map(AlertEntry::text).toList());
        return json;
    }
}
