package org.redeye.api.check;

import java.time.Duration;
import java.util.Map;
import org.redeye.api.section.Declaration;

/**
 * A check that shall run.
 *
 * @param id its place, such as {@code system_monitor/checks/lan/ping@this}
 * @param packageName the package that declares it
 * @param title its name for people
 * @param probe the id of the probe plugin
 * @param host the name of the host it looks at; empty if none
 * @param address the address of that host; empty if none
 * @param every the time between two slots, 100 ms to 366 days
 * @param timeout how long one run may take; at most {@code every}
 * @param settings the probe's own fields as the author wrote them, untyped
 */
public record CheckDeclaration(
        String id,
        String packageName,
        String title,
        String probe,
        String host,
        String address,
        Duration every,
        Duration timeout,
        Map<String, Object> settings)
        implements Declaration {

    /** Copies the settings. */
    public CheckDeclaration {
        settings = Map.copyOf(settings);
    }
}
