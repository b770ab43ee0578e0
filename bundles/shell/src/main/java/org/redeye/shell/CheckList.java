package org.redeye.shell;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.redeye.api.check.CheckState;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Checks;

/** {@code rem:check-list} */
@Service
@Command(scope = "rem", name = "check-list", description = "Lists the checks and how they stand")
public final class CheckList extends RemCommand {
    @Option(name = "--state", description = "Only those in this state: ok, warning, critical, unknown or pending")
    @Completion(
            value = StringsCompleter.class,
            values = {"ok", "warning", "critical", "unknown", "pending"})
    private String state = "";

    @Override
    void run() throws Refusal {
        List<String> states = wanted();
        List<CheckStatus> checks = ask(Checks.class, "checks engine", Checks::list).stream()
                .filter(check -> states.contains(check.state().word()))
                .toList();
        if (isJson()) {
            out().println(Json.text(Json.items(checks.stream().map(Json::check).toList())));
            return;
        }
        Instant now = Instant.now();
        String none = state.isEmpty() ? "There are no checks" : "No check is " + state;
        var table = table(none, "State", "For", "Check", "Reason", "Message", "Last run");
        for (CheckStatus check : checks) {
            table.addRow()
                    .addContent(
                            check.state().word(),
                            Times.ago(check.since(), now),
                            check.id(),
                            check.reason(),
                            check.message(),
                            check.last().map(run -> Times.show(run.at())).orElse("never"));
        }
        print(table);
    }

    private List<String> wanted() throws Refusal {
        List<String> all =
                Arrays.stream(CheckState.values()).map(CheckState::word).toList();
        String word = state.toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return all;
        }
        if (!all.contains(word)) {
            throw new Refusal(
                    "'" + state + "' is no state; expected one of " + String.join(", ", all) + Nearest.hint(word, all));
        }
        return List.of(word);
    }
}
