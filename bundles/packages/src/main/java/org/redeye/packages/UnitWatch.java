package org.redeye.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.redeye.api.event.Events;
import org.redeye.api.packages.FileChanges;
import org.redeye.packages.unit.UnitTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of packages again and again: what was edited in a package's folder by hand goes into the history, and
 * what was installed and is edited since is told. Each look belongs to one thread; what it found may be asked by any.
 */
final class UnitWatch {

    private static final Logger LOG = LoggerFactory.getLogger(UnitWatch.class);

    private final Road road;
    private final UnitViews views;
    private final Events events;
    private final Map<String, SortedMap<String, String>> settled = new HashMap<>();
    private final Map<String, SortedMap<String, String>> seen = new HashMap<>();
    private final Map<String, FileChanges> told = new HashMap<>();
    private volatile int drifted;

    UnitWatch(Road road, UnitViews views, Events events) {
        this.road = road;
        this.views = views;
        this.events = events;
    }

    /** How many packages are not as they were installed. */
    int drifted() {
        return drifted;
    }

    /** Looks once. */
    void look() {
        Map<String, Compiled> inForce = road.inForce();
        for (Map<String, ?> each : List.of(settled, seen, told)) {
            each.keySet().retainAll(inForce.keySet());
        }
        int count = 0;
        for (Compiled compiled : inForce.values()) {
            lookAtFolder(compiled.name());
            FileChanges drift = views.of(compiled).drift();
            count += drift.count() > 0 ? 1 : 0;
            tell(compiled.name(), drift);
        }
        drifted = count;
    }

    /** A folder is taken over when it looks the same in two looks: somebody may be copying into it. */
    private void lookAtFolder(String name) {
        SortedMap<String, String> now = views.sums(name);
        now.remove(name + ".yaml"); // that one has a watch of its own
        SortedMap<String, String> before = settled.putIfAbsent(name, now);
        if (before != null && !before.equals(now) && now.equals(seen.get(name))) {
            settled.put(name, now);
            LOG.info("Files of {} changed: {}", name, words(UnitTree.changes(before, now)));
            road.filesChanged(name);
        }
        seen.put(name, now);
    }

    private void tell(String name, FileChanges drift) {
        FileChanges before = told.put(name, drift);
        if (drift.count() > 0 && !drift.equals(before)) {
            LOG.warn("The installed package {} was edited since: {}", name, words(drift));
            events.publish(
                    "package", Map.of("name", name, "state", "drift", "problems", List.of(), "files", files(drift)));
        }
    }

    private static List<String> files(FileChanges changes) {
        var files = new ArrayList<String>();
        for (List<String> some : List.of(changes.added(), changes.changed(), changes.removed())) {
            files.addAll(some);
        }
        return files;
    }

    private static String words(FileChanges changes) {
        List<String> files = files(changes);
        return String.join(", ", files.subList(0, Math.min(10, files.size())))
                + (files.size() > 10 ? " and " + (files.size() - 10) + " more" : "");
    }
}
