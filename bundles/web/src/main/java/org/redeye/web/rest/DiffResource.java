package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;

/** {@code /api/v1/packages/{name}/diff}: what is different between two texts of a package. */
@Component(service = DiffResource.class)
@JakartarsResource
@Path("packages/{name}/diff")
public final class DiffResource {

    private final Engines engines;

    /** @param engines the history */
    @Activate
    public DiffResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /**
     * A unified diff; empty if nothing is different.
     *
     * @param from a revision; without it the one before {@code to}
     * @param to a revision; without it the text in the file now
     */
    @GET
    @RolesAllowed("editor")
    @Produces("text/x-diff;charset=utf-8")
    public String diff(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return PackagesResource.attempt(
                409, () -> engines.history().diff(name, from == null ? "" : from, to == null ? "" : to));
    }
}
