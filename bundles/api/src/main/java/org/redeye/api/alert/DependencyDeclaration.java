package org.redeye.api.alert;

import java.util.List;
import org.redeye.api.section.Declaration;

/**
 * Something that stands on something else.
 *
 * @param id its place
 * @param packageName the package that declares it
 * @param name its name: of a host, or of a service
 * @param checks patterns of ids of the checks that say whether it is up; empty for the checks of the host of this name
 * @param ways what it stands on; it is cut off only when each way is broken, and a way is broken when one of its names
 *     is down; a name is that of a host or service of the same package, or {@code package/name}
 */
public record DependencyDeclaration(
        String id, String packageName, String name, List<String> checks, List<List<String>> ways)
        implements Declaration {

    /** Copies the lists. */
    public DependencyDeclaration {
        checks = List.copyOf(checks);
        ways = ways.stream().map(List::copyOf).toList();
    }
}
