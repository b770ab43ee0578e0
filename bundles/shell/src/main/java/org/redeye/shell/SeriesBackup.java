package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.series.SeriesUpkeep.Backup;

/** {@code rem:series-backup} */
@Service
@Command(
        scope = "rem",
        name = "series-backup",
        description = "Writes all stored series into a backup while samples go on coming, or lists the backups")
public final class SeriesBackup extends RemCommand {

    @Option(name = "--list", description = "Only list the backups there are")
    private boolean list;

    @Option(name = "--dry-run", description = "The same as --list")
    private boolean dryRun;

    @Override
    void run() throws Refusal {
        if (list || dryRun) {
            list(ask(SeriesUpkeep.class, "series engine", SeriesUpkeep::backups));
            return;
        }
        Backup backup = ask(SeriesUpkeep.class, "series engine", SeriesUpkeep::backup);
        out().println(
                        isJson()
                                ? Json.text(Json.backup(backup))
                                : "The backup " + backup.name() + " has " + backup.series() + " series in "
                                        + backup.bytes() + " bytes.");
    }

    private void list(List<Backup> backups) {
        if (isJson()) {
            out().println(Json.text(
                    Json.items(backups.stream().map(Json::backup).toList())));
            return;
        }
        var table = table("There is no backup of the series", "Backup", "At", "Series", "Bytes");
        backups.forEach(backup ->
                table.addRow().addContent(backup.name(), Times.show(backup.at()), backup.series(), backup.bytes()));
        print(table);
    }
}
