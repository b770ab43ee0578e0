package org.redeye.api.page;

import java.util.List;
import org.redeye.api.section.Declaration;

/**
 * A page that shall be there.
 *
 * @param id its place, such as {@code system_monitor/pages/monitor}; its address is the package and the key:
 *     {@code /system_monitor/monitor}
 * @param packageName the package that declares it
 * @param name its key, with the keys of what it stands below before it, joined with dashes
 * @param title its name for people
 * @param help what it shows, one sentence; may be empty
 * @param widgets what is on it, in the order of reading
 */
public record PageDeclaration(
        String id, String packageName, String name, String title, String help, List<WidgetSpec> widgets)
        implements Declaration {

    /** Copies the list. */
    public PageDeclaration {
        widgets = List.copyOf(widgets);
    }
}
