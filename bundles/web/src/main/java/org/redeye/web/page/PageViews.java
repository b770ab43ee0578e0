package org.redeye.web.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.page.PageDeclaration;
import org.redeye.api.page.WidgetSpec;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.Schema;
import org.redeye.web.Engines;
import org.redeye.web.json.PageJson;
import org.redeye.web.json.Values;

/** Pages with their widgets' settings typed by the schemas of the widgets that are there now. Thread-safe. */
@Component(service = PageViews.class)
public final class PageViews {

    private final Engines engines;
    private final Widgets widgets;

    /**
     * @param engines what types values
     * @param widgets the schemas
     */
    @Activate
    public PageViews(@Reference Engines engines, @Reference Widgets widgets) {
        this.engines = engines;
        this.widgets = widgets;
    }

    /** A page with its widgets. */
    public PageJson of(PageDeclaration page) {
        return PageJson.full(
                page, Pages.path(page), page.widgets().stream().map(this::of).toList());
    }

    private PageJson.WidgetOnPage of(WidgetSpec spec) {
        Optional<Schema> schema = widgets.schema(spec.widget());
        if (schema.isEmpty()) {
            return PageJson.WidgetOnPage.of(spec, Map.of(), List.of("needs widget:" + spec.widget()));
        }
        Binder.Bound bound = engines.binder().bind(schema.get(), spec.settings(), false);
        return PageJson.WidgetOnPage.of(
                spec,
                Values.numeric(bound.values()),
                bound.faults().stream().map(PageViews::sentence).toList());
    }

    private static String sentence(Binder.Fault fault) {
        String said = fault.field() + ": " + fault.message();
        return fault.suggestion().isEmpty() ? said : said + " Did you mean '" + fault.suggestion() + "'?";
    }
}
