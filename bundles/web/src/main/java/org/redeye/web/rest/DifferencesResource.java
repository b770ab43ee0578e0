package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Difference;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.DifferenceJson;
import org.redeye.web.json.Items;

/** {@code /api/v1/packages/{name}/differences}: where items of a schema instance are not as their spec has them. */
@Component(service = DifferencesResource.class)
@JakartarsResource
@Path("packages/{name}/differences")
@Produces(Json.MEDIA_TYPE)
public final class DifferencesResource {

    private final Engines engines;

    /** @param engines what knows of schema instances */
    @Activate
    public DifferencesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The table, item by item. */
    @GET
    public Items<DifferenceJson> list(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        List<Difference> all =
                PackagesResource.attempt(409, () -> engines.specifications().differences(name));
        return Window.of(limit, after).ofOrder(all, one -> one.item() + "/" + one.field(), DifferenceJson::of);
    }
}
