package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.WatchJson;

/** {@code /api/v1/watches}: close looks at checks that {@link ChecksResource#watch} has begun. */
@Component(service = WatchesResource.class)
@JakartarsResource
@Path("watches")
@Produces(Json.MEDIA_TYPE)
public final class WatchesResource {

    private final Engines engines;

    /** @param engines the checks engine */
    @Activate
    public WatchesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** What it has seen so far. */
    @GET
    @Path("{id}")
    public WatchJson get(@PathParam("id") String id) {
        return engines.checks()
                .watched(id)
                .map(WatchJson::of)
                .orElseThrow(() -> HttpProblem.notFound("There is no watch '" + id + "' (any more)."));
    }

    /** Ends it before its time. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    public void end(@PathParam("id") String id) {
        engines.checks().endWatch(id);
    }
}
