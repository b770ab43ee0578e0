package org.redeye.shell;

import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.Shift;

/** {@code rem:oncall-shifts SCHEDULE} */
@Service
@Command(scope = "rem", name = "oncall-shifts", description = "Shows who has a schedule when")
public final class OnCallShifts extends SubjectCommand {
    @Argument(name = "SCHEDULE", description = "The schedule", required = true)
    @Completion(ScheduleCompleter.class)
    private String schedule = "";

    @Option(name = "--from", description = "From when: now, -1h, +8h, ISO 8601 or epoch milliseconds")
    private String from = "now";

    @Option(name = "--to", description = "Until when; the same notation")
    private String to = "+30d";

    @Override
    void run() throws Refusal {
        long now = Instant.now().toEpochMilli();
        Instant begin = Instant.ofEpochMilli(Times.instant(from, now));
        Instant end = Instant.ofEpochMilli(Times.instant(to, now));
        if (!begin.isBefore(end)) {
            throw new Refusal("--from " + from + " is not before --to " + to);
        }
        List<String> names = ask(OnCall.class, "on-call engine", OnCall::schedules).stream()
                .flatMap(each -> java.util.stream.Stream.of(each.name(), each.packageName() + "/" + each.name()))
                .toList();
        if (!names.contains(schedule)) {
            throw new Refusal("there is no schedule '" + schedule + "'" + Nearest.hint(schedule, names));
        }
        List<Shift> shifts = ask(OnCall.class, "on-call engine", onCall -> onCall.shifts(schedule, begin, end));
        if (isJson()) {
            String text = ask(
                    OnCall.class,
                    "on-call engine",
                    onCall -> Json.text(Json.items(shifts.stream()
                            .map(shift -> OnCallShapes.shift(shift, onCall))
                            .toList())));
            out().println(text);
            return;
        }
        var table = table("No shifts", "From", "Until", "Who", "Why");
        for (Shift shift : shifts) {
            table.addRow()
                    .addContent(
                            Times.show(shift.from()),
                            Times.show(shift.until()),
                            shift.person().isEmpty() ? "nobody" : shift.person(),
                            shift.because());
        }
        print(table);
    }
}
