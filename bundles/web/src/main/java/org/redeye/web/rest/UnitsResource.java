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
import org.redeye.api.packages.Arrival;
import org.redeye.api.packages.UnitInfo;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.ArrivalJson;
import org.redeye.web.json.Items;
import org.redeye.web.json.UnitJson;

/** {@code /api/v1/units}: the packages as units, and what arrived by itself. */
@Component(service = UnitsResource.class)
@JakartarsResource
@Path("units")
@Produces(Json.MEDIA_TYPE)
public final class UnitsResource {

    private final Engines engines;

    /** @param engines the units of packages */
    @Activate
    public UnitsResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All packages that are in force. */
    @GET
    public Items<UnitJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(engines.units().list(), UnitInfo::name, UnitJson::of);
    }

    /** What lies in deploy folders and bundles, and what became of it. */
    @GET
    @Path("arrivals")
    public Items<ArrivalJson> arrivals(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).ofOrder(engines.units().arrivals(), Arrival::source, ArrivalJson::of);
    }
}
