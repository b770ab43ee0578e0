package org.redeye.shell;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.rule.RuleStatus;
import org.redeye.api.rule.Rules;

/** {@code rem:rule-list} */
@Service
@Command(scope = "rem", name = "rule-list", description = "Lists the rules and how they stand")
public final class RuleList extends RemCommand {

    @Override
    void run() throws Refusal {
        List<RuleStatus> rules = ask(Rules.class, "rules engine", Rules::list);
        if (isJson()) {
            out().println(Json.text(
                    Json.items(rules.stream().map(RuleList::json).toList())));
            return;
        }
        Instant now = Instant.now();
        var table = table("There are no rules", "State", "For", "Rule", "Watches", "Firing", "Reason");
        for (RuleStatus rule : rules) {
            table.addRow()
                    .addContent(
                            rule.state(),
                            Times.ago(rule.since(), now),
                            rule.id(),
                            rule.watched(),
                            rule.firing().size(),
                            rule.reason());
        }
        print(table);
    }

    private static Map<String, Object> json(RuleStatus rule) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", rule.id());
        json.put("state", rule.state());
        json.put("reason", rule.reason());
        json.put("watched", rule.watched());
        json.put("pending", rule.pending());
        json.put("firing", rule.firing());
        json.put("since", rule.since().toEpochMilli());
        json.put("evaluations", rule.evaluations());
        return json;
    }
}
