package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Difference;
import org.redeye.api.packages.Specifications;

/** {@code rem:package-differences NAME} */
@Service
@Command(
        scope = "rem",
        name = "package-differences",
        description = "Where the items of a schema instance are not as their spec has them")
public final class PackageDifferences extends SubjectCommand {

    @Argument(name = "NAME", description = "The package's name", required = true)
    @Completion(PackageCompleter.class)
    private String name = "";

    @Override
    void run() throws Refusal {
        List<Difference> found = ask(Specifications.class, "packages engine", all -> all.differences(name));
        if (isJson()) {
            out().println(Json.text(
                    Json.items(found.stream().map(Json::difference).toList())));
            return;
        }
        var table =
                table("Nothing of " + name + " differs from its spec", "Item", "Where", "Spec", "Item's own", "Place");
        found.forEach(one -> table.addRow().addContent(one.item(), one.field(), one.spec(), one.own(), one.position()));
        print(table);
    }
}
