package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;

/** {@code /api/v1/packages/{name}/review}: whether a change by who asks would wait, and for whom. */
@Component(service = ReviewResource.class)
@JakartarsResource
@Path("packages/{name}/review")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("editor")
public final class ReviewResource {

    private final Engines engines;

    /** @param engines the changes */
    @Activate
    public ReviewResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** A sentence; empty if it would be made at once, as in a package that is not there yet. */
    @GET
    public Map<String, String> get(@PathParam("name") String name, @Context SecurityContext context) {
        return Map.of("waits", engines.changes().waits(name, Caller.change(context, null)));
    }
}
