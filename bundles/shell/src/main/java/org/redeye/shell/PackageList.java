package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;

/** {@code rem:package-list} */
@Service
@Command(scope = "rem", name = "package-list", description = "Lists the packages and what is wrong with their files")
public final class PackageList extends RemCommand {

    @Override
    void run() throws Refusal {
        List<PackageInfo> packages = ask(Packages.class, "packages engine", Packages::list);
        if (isJson()) {
            out().println(Json.text(
                    Json.items(packages.stream().map(Json::packageInfo).toList())));
            return;
        }
        var table = table("There are no packages", "Name", "Version", "State", "Items", "Pending", "Title", "Problem");
        for (PackageInfo info : packages) {
            table.addRow()
                    .addContent(
                            info.name(),
                            info.version(),
                            Json.state(info),
                            info.sections().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum(),
                            info.pending().size(),
                            info.title(),
                            problem(info));
        }
        print(table);
    }

    private static String problem(PackageInfo info) {
        if (info.problems().isEmpty()) {
            return "";
        }
        int more = info.problems().size() - 1;
        return info.problems().get(0) + (more == 0 ? "" : " (and " + more + " more)");
    }
}
