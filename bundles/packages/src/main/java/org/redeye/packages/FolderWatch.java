package org.redeye.packages;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.redeye.api.schema.Position;
import org.redeye.api.schema.Problem;

/**
 * Watches the folder of packages by looking at it again and again: that works on every file system and with every editor.
 * A file is taken over when it looks the same in two scans, so that an editor may take its time to write it.
 */
final class FolderWatch {

    private final PackageFolder folder;
    private final Road road;
    private final Consumer<String> gone;
    private Map<String, PackageFolder.Stamp> seen = Map.of();

    /** @param gone is told of a package whose file is not there any more, before that is taken over */
    FolderWatch(PackageFolder folder, Road road, Consumer<String> gone) {
        this.folder = folder;
        this.road = road;
        this.gone = gone;
    }

    /** Looks once. */
    void scan() throws IOException {
        synchronized (road) {
            Map<String, PackageFolder.Stamp> now = folder.scan();
            var coming = new TreeMap<String, Compiled>(); // together: one may require what another brings
            now.forEach((name, stamp) -> {
                boolean quiet = stamp.equals(seen.get(name));
                if (quiet && !road.knows(name, stamp)) {
                    road.looked(name, stamp);
                    load(name).ifPresent(compiled -> coming.put(name, compiled));
                }
            });
            if (!coming.isEmpty()) {
                road.takeOver(coming);
            }
            road.all().stream()
                    .map(InForce::name)
                    .filter(name -> !now.containsKey(name) && !seen.containsKey(name))
                    .forEach(name -> {
                        gone.accept(name);
                        road.drop(name);
                    });
            seen = now;
        }
    }

    /** The text in a file, if it is good by itself. */
    private Optional<Compiled> load(String name) {
        Optional<PackageFolder.Content> content = folder.read(name);
        if (content.isEmpty()) {
            return Optional.empty(); // gone again; the next scan sees it
        }
        String text = content.get().text();
        String failure =
                PackageCompiler.NAME.matcher(name).matches() ? content.get().failure() : badName();
        if (!failure.isEmpty()) {
            road.refuse(name, text, List.of(new Problem(new Position(name + ".yaml", 1, 1), failure, "")));
            return Optional.empty();
        }
        Compiled compiled = road.compile(name, text);
        if (compiled.valid()) {
            return Optional.of(compiled);
        }
        if (road.find(name).isEmpty()) {
            road.resume(name);
        }
        road.refuse(name, text, compiled.problems());
        return Optional.empty();
    }

    private static String badName() {
        return "The file's name is no name of a package: a lower case letter, then at most 63 lower case letters, digits,"
                + " '_' and '-'.";
    }
}
