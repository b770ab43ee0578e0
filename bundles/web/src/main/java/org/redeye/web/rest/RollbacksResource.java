package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Change;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.RollbackRequest;

/** {@code /api/v1/packages/{name}/rollbacks}: takes an earlier state over again. */
@Component(service = RollbacksResource.class)
@JakartarsResource
@Path("packages/{name}/rollbacks")
@Produces(Json.MEDIA_TYPE)
public final class RollbacksResource {

    private final Engines engines;

    /** @param engines packages and history */
    @Activate
    public RollbacksResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Rolls back, or with {@code ?dry-run=true} tells what that would do. */
    @POST
    @RolesAllowed("editor")
    @Consumes(Json.MEDIA_TYPE)
    public Response rollBack(
            @PathParam("name") String name,
            @QueryParam("dry-run") @Nullable String dryRun,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext context,
            RollbackRequest request) {
        String revision = Given.text("revision", request.revision(), 40);
        Change change = Caller.change(context, request.why());
        String seen = PackagesResource.seen(ifMatch);
        if (Parameters.flag("dry-run", dryRun)) {
            PackagesResource.requireUnchanged(engines.packages(), name, seen);
            return PackagesResource.answer(
                    PackagesResource.attempt(412, () -> engines.history().plan(name, revision)));
        }
        return PackagesResource.answer(
                PackagesResource.attempt(412, () -> engines.history().rollback(name, revision, seen, change)));
    }
}
