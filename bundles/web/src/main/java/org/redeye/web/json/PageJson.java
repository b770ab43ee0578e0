package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;

/**
 * A page.
 *
 * @param id its place in the package
 * @param packageName in JSON {@code package}: what declares it
 * @param name its key
 * @param title its name for people
 * @param help what it shows
 * @param path its address in the console
 * @param widgets what is on it; only when one page is asked for
 */
public record PageJson(
        String id,
        @JsonProperty("package") String packageName,
        String name,
        String title,
        String help,
        String path,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<WidgetOnPage> widgets) {

    /** As it stands in lists. */
    public static PageJson brief(PageDeclaration page, String path) {
        return of(page, path, null);
    }

    /** With its widgets. */
    public static PageJson full(PageDeclaration page, String path, List<WidgetOnPage> widgets) {
        return of(page, path, widgets);
    }

    private static PageJson of(PageDeclaration page, String path, @Nullable List<WidgetOnPage> widgets) {
        return new PageJson(page.id(), page.packageName(), page.name(), page.title(), page.help(), path, widgets);
    }

    /**
     * A widget on a page.
     *
     * @param id its key on the page
     * @param widget the id of the widget plugin
     * @param title its heading; empty if none
     * @param width columns, 1 to 12
     * @param height rows
     * @param settings its settings, typed: durations in seconds, sizes in bytes
     * @param problems what is wrong with them
     */
    public record WidgetOnPage(
            String id,
            String widget,
            String title,
            int width,
            int height,
            Map<String, Object> settings,
            List<String> problems) {

        /** A widget as declared, with settings as typed. */
        public static WidgetOnPage of(WidgetSpec spec, Map<String, Object> settings, List<String> problems) {
            return new WidgetOnPage(
                    spec.id(), spec.widget(), spec.title(), spec.width(), spec.height(), settings, problems);
        }
    }
}
