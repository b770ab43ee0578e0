package org.redeye.packages;

import java.util.List;
import java.util.Map;
import org.redeye.api.event.Events;
import org.redeye.api.schema.Problem;

/** Tells everybody who listens what happens to packages. */
record PackageEvents(Events events) {

    void publish(String name, String state, List<Problem> problems) {
        events.publish(
                "package",
                Map.of(
                        "name", name,
                        "state", state,
                        "problems", problems.stream().map(PackageEvents::asMap).toList()));
    }

    private static Map<String, Object> asMap(Problem problem) {
        return Map.of(
                "file", problem.position().file(),
                "line", problem.position().line(),
                "column", problem.position().column(),
                "message", problem.message(),
                "suggestion", problem.suggestion());
    }
}
