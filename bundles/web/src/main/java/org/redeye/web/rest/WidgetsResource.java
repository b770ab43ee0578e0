package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.WidgetJson;
import org.redeye.web.page.Widgets;

/** {@code /api/v1/widgets}: where the console finds the modules of widgets. */
@Component(service = WidgetsResource.class)
@JakartarsResource
@Path("widgets")
@Produces(Json.MEDIA_TYPE)
public final class WidgetsResource {

    private final Widgets widgets;

    /** @param widgets what is there */
    @Activate
    public WidgetsResource(@Reference Widgets widgets) {
        this.widgets = widgets;
    }

    /** All widgets that can be shown. */
    @GET
    public Items<WidgetJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(widgets.list(), WidgetJson::id, widget -> widget);
    }
}
