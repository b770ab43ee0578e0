package org.redeye.api.page;

import java.util.Map;

/**
 * A widget on a page.
 *
 * @param id its key on the page
 * @param widget the id of the widget plugin
 * @param title its heading; empty if none
 * @param width how many of the page's 12 columns it takes, 1 to 12
 * @param height how many rows it takes, 1 to 24
 * @param settings the widget's own fields as the author wrote them, untyped
 */
public record WidgetSpec(String id, String widget, String title, int width, int height, Map<String, Object> settings) {

    /** Copies the settings. */
    public WidgetSpec {
        settings = Map.copyOf(settings);
    }
}
