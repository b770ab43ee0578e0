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
import org.redeye.api.site.Route;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.RouteJson;

/** {@code /api/v1/routes}: what packages serve over HTTP, and what became of it. */
@Component(service = RoutesResource.class)
@JakartarsResource
@Path("routes")
@Produces(Json.MEDIA_TYPE)
public final class RoutesResource {

    private final Engines engines;

    /** @param engines the engine of sites */
    @Activate
    public RoutesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All routes, ordered by package, kind and path. */
    @GET
    public Items<RouteJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).ofOrder(engines.routes().list(), Route::id, RouteJson::of);
    }
}
