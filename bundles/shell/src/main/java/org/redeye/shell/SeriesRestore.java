package org.redeye.shell;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.series.SeriesUpkeep.Backup;
import org.redeye.api.series.SeriesUpkeep.Restored;

/** {@code rem:series-restore NAME} */
@Service
@Command(
        scope = "rem",
        name = "series-restore",
        description = "Puts back what a backup of the series holds; what is stored now stays where both know something")
public final class SeriesRestore extends SubjectCommand {

    @Argument(name = "NAME", description = "The backup, as rem:series-backup --list shows it", required = true)
    private String name = "";

    @Option(name = "--dry-run", description = "Only say what the backup holds")
    private boolean dryRun;

    @Override
    void run() throws Refusal {
        List<Backup> all = ask(SeriesUpkeep.class, "series engine", SeriesUpkeep::backups);
        Backup backup = all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("there is no backup '" + name + "'"
                        + Nearest.hint(name, all.stream().map(Backup::name).toList())));
        if (dryRun) {
            out().println(
                            isJson()
                                    ? Json.text(Json.backup(backup))
                                    : "The backup " + name + " holds " + backup.series() + " series.");
            return;
        }
        Restored restored = ask(SeriesUpkeep.class, "series engine", store -> store.restore(name));
        out().println(
                        isJson()
                                ? Json.text(Map.of("begun", restored.begun(), "filled", restored.filled()))
                                : "Restored: " + restored.begun() + " series begun, " + restored.filled()
                                        + " filled with history.");
    }
}
