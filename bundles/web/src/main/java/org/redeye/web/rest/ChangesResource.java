package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PendingChange;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.ApprovalRequest;
import org.redeye.web.json.ChangeJson;
import org.redeye.web.json.Items;

/** {@code /api/v1/changes}: changes that wait for a second person. They hold texts, so all of it takes the role editor. */
@Component(service = ChangesResource.class)
@JakartarsResource
@Path("changes")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("editor")
public final class ChangesResource {

    private final Engines engines;

    /** @param engines the changes */
    @Activate
    public ChangesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** What waits, oldest first; of one package if asked so. */
    @GET
    public Items<ChangeJson> list(
            @QueryParam("package") @Nullable String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext context) {
        Change by = Caller.change(context, null);
        return Window.of(limit, after)
                .ofOrder(
                        engines.changes().list(name == null ? "" : name),
                        PendingChange::id,
                        change -> ChangeJson.of(change, objection(change, by)));
    }

    /** One that waits, with what it changes. */
    @GET
    @Path("{id}")
    public ChangeJson get(@PathParam("id") String id, @Context SecurityContext context) {
        Optional<PendingChange> found = engines.changes().find(id);
        PendingChange change = found.orElseThrow(() -> HttpProblem.notFound("No change '" + id + "' waits."));
        return ChangeJson.of(change, objection(change, Caller.change(context, null)))
                .with(change.diff());
    }

    /** Makes it. */
    @POST
    @Path("{id}/approval")
    @Consumes(Json.MEDIA_TYPE)
    public Response approve(@PathParam("id") String id, @Context SecurityContext context, ApprovalRequest request) {
        Change by = Caller.change(context, request.why());
        return PackagesResource.answer(
                PackagesResource.attempt(409, () -> engines.changes().approve(id, by)));
    }

    /** Ends it without making it: its author withdraws it, an approver rejects it with {@code ?why=}. */
    @DELETE
    @Path("{id}")
    public void reject(
            @PathParam("id") String id, @QueryParam("why") @Nullable String why, @Context SecurityContext context) {
        Change by = Caller.change(context, why);
        PackagesResource.attempt(409, () -> {
            engines.changes().reject(id, by);
            return id;
        });
    }

    /** One that ends while the list is written is not worth failing for. */
    private String objection(PendingChange change, Change by) {
        try {
            return engines.changes().objection(change.id(), by);
        } catch (PackageException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
