package org.redeye.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesKey;
import org.redeye.api.series.SeriesUpkeep;

/** {@code rem:series-rename ID} */
@Service
@Command(
        scope = "rem",
        name = "series-rename",
        description = "Gives a stored series another check, metric or item; its samples stay")
public final class SeriesRename extends SeriesSubject {

    @Option(name = "--check", description = "The check's id from now on")
    private String check = "";

    @Option(name = "--metric", description = "The metric's name from now on")
    private String metric = "";

    @Option(name = "--item", description = "Which of several like things from now on; - for none")
    private String item = "";

    @Override
    void run() throws Refusal {
        SeriesKey now = find(id()).key();
        String newCheck = check.isEmpty() ? now.check() : check;
        String newMetric = metric.isEmpty() ? now.metric() : metric;
        String newItem = item.isEmpty() ? now.item() : item.equals("-") ? "" : item;
        var key = new SeriesKey(newCheck, newMetric, newItem, now.unit(), now.node(), now.step());
        if (key.id().equals(id())) {
            throw new Refusal("the name stays the same; say --check, --metric or --item");
        }
        if (isDryRun()) {
            tell(find(id()), id() + " would become " + key.id() + ".");
            return;
        }
        SeriesInfo renamed =
                ask(SeriesUpkeep.class, "series engine", store -> store.rename(id(), newCheck, newMetric, newItem));
        tell(renamed, id() + " is " + renamed.id() + " now.");
    }
}
