package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;

/** {@code /api/v1/packages/{name}/trust}: whether the scripts of a package may run. */
@Component(service = TrustResource.class)
@JakartarsResource
@Path("packages/{name}/trust")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("admin")
public final class TrustResource {

    private final Engines engines;

    /** @param engines packages and whom to trust */
    @Activate
    public TrustResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Lets them run. */
    @PUT
    public void trust(@PathParam("name") String name) {
        require(name);
        engines.trust().trust(name);
    }

    /** Lets them run no more. */
    @DELETE
    public void revoke(@PathParam("name") String name) {
        require(name);
        engines.trust().revoke(name);
    }

    private void require(String name) {
        if (engines.packages().find(name).isEmpty()) {
            throw PackagesResource.missing(name);
        }
    }
}
