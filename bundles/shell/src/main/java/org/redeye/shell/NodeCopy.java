package org.redeye.shell;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Spot;

/** {@code rem:node-copy NAME PATH INTO} */
@Service
@Command(
        scope = "rem",
        name = "node-copy",
        description = "Copies what stands at a path into another map or list, with its comments: NAME PATH INTO")
public final class NodeCopy extends NodeCommand {

    @Option(name = "--from", description = "The package that PATH is in, if it is another one")
    @Completion(PackageCompleter.class)
    private String from = "";

    @Option(name = "--as", description = "The key that the copy has")
    private String key = "";

    @Override
    int mostFurther() {
        return 2;
    }

    @Override
    void run() throws Refusal {
        String path = word(0, "path");
        String into = word(1, "place to copy it into");
        String source = from.isEmpty() ? name() : from;
        Edit paste = ask(Packages.class, "packages engine", packages -> paste(packages, source, path, into));
        edit(List.of(paste), path + " of " + source + " is also in " + into + " of " + name() + ".");
    }

    private Edit paste(Packages packages, String source, String path, String into) {
        Spot spot = spot(packages, source, steps(packages, source, path));
        List<Object> target = steps(packages, name(), into);
        return key.isEmpty()
                ? new Edit.Paste(target, spot.yaml(), Place.last())
                : new Edit.InsertEntry(target, key, spot.raw().orElse(""), Place.last());
    }
}
