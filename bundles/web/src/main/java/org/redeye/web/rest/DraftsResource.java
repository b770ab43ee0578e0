package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.drafts.Drafts;
import org.redeye.web.drafts.StoredDraft;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.DraftInfoJson;
import org.redeye.web.json.Items;
import org.redeye.web.json.StoredDraftRequest;

/** {@code /api/v1/drafts}: the texts that the caller has begun to edit and not saved yet. Nobody else sees them. */
@Component(service = DraftsResource.class)
@JakartarsResource
@Path("drafts")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("editor")
public final class DraftsResource {

    private final Drafts drafts;

    /** @param drafts where they are kept */
    @Activate
    public DraftsResource(@Reference Drafts drafts) {
        this.drafts = drafts;
    }

    /** The caller's drafts, by package. */
    @GET
    public Items<DraftInfoJson> list(@Context SecurityContext context) {
        List<StoredDraft> mine = drafts.of(Caller.of(context).name());
        return Items.all(mine.stream().map(DraftInfoJson::of).toList());
    }

    /** One of them. */
    @GET
    @Path("{name}")
    public StoredDraft get(@PathParam("name") String name, @Context SecurityContext context) {
        return drafts.find(Caller.of(context).name(), name)
                .orElseThrow(() -> HttpProblem.notFound("You have no draft of the package '" + name + "'."));
    }

    /** Keeps one, in the place of an older one. */
    @PUT
    @Path("{name}")
    @Consumes(Json.MEDIA_TYPE)
    public DraftInfoJson put(
            @PathParam("name") String name, @Context SecurityContext context, StoredDraftRequest request) {
        return DraftInfoJson.of(drafts.keep(Caller.of(context).name(), request.draft(name)));
    }

    /** Throws one away. */
    @DELETE
    @Path("{name}")
    public void delete(@PathParam("name") String name, @Context SecurityContext context) {
        drafts.discard(Caller.of(context).name(), name);
    }
}
