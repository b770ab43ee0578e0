package org.redeye.shell;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.oncall.Holding;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.oncall.RoleDeclaration;

/** {@code rem:oncall [TIME]} */
@Service
@Command(scope = "rem", name = "oncall", description = "Shows who holds each role, now or at a time")
public final class OnCallNow extends SubjectCommand {
    @Argument(name = "TIME", description = "When: now, +8h, ISO 8601 or epoch milliseconds")
    private String time = "now";

    private record Row(RoleDeclaration role, Holding holding) {}

    @Override
    void run() throws Refusal {
        Instant at = Instant.ofEpochMilli(Times.instant(time, Instant.now().toEpochMilli()));
        List<Row> rows = ask(OnCall.class, "on-call engine", onCall -> rows(onCall, at));
        if (isJson()) {
            out().println(Json.text(Json.items(rows.stream()
                    .map(row -> OnCallShapes.holding(row.holding(), row.role().title()))
                    .toList())));
            return;
        }
        var table = table("There are no roles", "Role", "Who", "Until", "Why");
        for (Row row : rows) {
            Holding holding = row.holding();
            String people =
                    holding.people().stream().map(PersonDeclaration::title).collect(Collectors.joining(", "));
            table.addRow()
                    .addContent(
                            holding.role(),
                            people.isEmpty() ? "nobody" : people,
                            holding.until().map(Times::show).orElse("-"),
                            holding.because());
        }
        print(table);
    }

    private static List<Row> rows(OnCall onCall, Instant at) {
        return onCall.roles().stream()
                .flatMap(role -> holder(onCall, role, at).map(holding -> new Row(role, holding)).stream())
                .toList();
    }

    private static Optional<Holding> holder(OnCall onCall, RoleDeclaration role, Instant at) {
        boolean first = onCall.role(role.name()).filter(role::equals).isPresent();
        return onCall.holder(first ? role.name() : role.packageName() + "/" + role.name(), at);
    }
}
