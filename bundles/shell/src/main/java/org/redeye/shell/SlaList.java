package org.redeye.shell;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.sla.SlaStatus;
import org.redeye.api.sla.Slas;

/** {@code rem:sla-list} */
@Service
@Command(scope = "rem", name = "sla-list", description = "Lists the service levels, how good they are and what is left")
public final class SlaList extends RemCommand {

    @Override
    void run() throws Refusal {
        List<SlaStatus> all = ask(Slas.class, "engine of service levels", Slas::list);
        if (isJson()) {
            out().println(Json.text(Json.items(all.stream().map(HoldJson::sla).toList())));
            return;
        }
        var table = table(
                "There are no service levels",
                "Service level",
                "Target",
                "Window",
                "Is",
                "Down",
                "Unknown",
                "Left",
                "Odd");
        for (SlaStatus status : all) {
            table.addRow()
                    .addContent(
                            status.declaration().id(),
                            percent(status.declaration().target()),
                            HoldJson.window(status.declaration()),
                            percent(status.availability()),
                            length(status.down()),
                            length(status.unknown()),
                            length(status.left()),
                            status.reason());
        }
        print(table);
    }

    static String percent(double ratio) {
        if (Double.isNaN(ratio)) {
            return "unknown";
        }
        String text = String.format(Locale.ROOT, "%.4f", ratio * 100);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "") + "%";
    }

    /** {@code 1d 2h}, {@code 5m 30s}, the two largest units; negative ones with a minus. */
    static String length(Duration length) {
        if (length.isNegative()) {
            return "-" + length(length.negated());
        }
        long seconds = length.toSeconds();
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + rest(seconds % 60, "s");
        }
        return seconds < 86_400
                ? seconds / 3_600 + "h" + rest(seconds % 3_600 / 60, "m")
                : seconds / 86_400 + "d" + rest(seconds % 86_400 / 3_600, "h");
    }

    private static String rest(long count, String unit) {
        return count == 0 ? "" : " " + count + unit;
    }
}
