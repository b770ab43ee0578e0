package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.sla.Slas;
import org.redeye.web.HoldEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.SlaJson;

/** {@code /api/v1/slas}: service levels. An id has slashes, encoded or not. */
@Component(service = SlasResource.class)
@JakartarsResource
@Path("slas")
@Produces(Json.MEDIA_TYPE)
public final class SlasResource {

    private final HoldEngines engines;

    /** @param engines the engine of service levels */
    @Activate
    public SlasResource(@Reference HoldEngines engines) {
        this.engines = engines;
    }

    /** All of them as of now, ordered by id. */
    @GET
    public Items<SlaJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after)
                .of(engines.slas().list(), status -> status.declaration().id(), SlaJson::of);
    }

    /** One as of now, or for the window that ends at, or holds, a time. */
    @GET
    @Path("{id: .+}")
    public SlaJson get(@PathParam("id") String id, @QueryParam("at") @Nullable String at) {
        Slas slas = engines.slas();
        return (at == null ? slas.find(id) : slas.find(id, Instant.ofEpochMilli(Parameters.time("at", at))))
                .map(SlaJson::of)
                .orElseThrow(() -> HttpProblem.notFound("There is no service level '" + id + "'."));
    }
}
