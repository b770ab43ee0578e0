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
import org.redeye.api.packages.History;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.HistoryJson;

/**
 * {@code /api/v1/packages/{name}/history}: who changed a package when, what for, and what its text was then. The texts take
 * the role editor: nobody knows any more what was a secret in them.
 */
@Component(service = HistoryResource.class)
@JakartarsResource
@Path("packages/{name}/history")
@Produces(Json.MEDIA_TYPE)
public final class HistoryResource {

    private static final int DEFAULT = 100;
    private static final int MAX = 500;

    private final Engines engines;

    /** @param engines the history */
    @Activate
    public HistoryResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The revisions, newest first. A package that was removed has some, too. */
    @GET
    public HistoryJson list(
            @PathParam("name") String name,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        int count = limit == null ? DEFAULT : Parameters.integer("limit", limit, 1, MAX);
        String before = after == null ? "" : after;
        History history = engines.history();
        HistoryJson found = PackagesResource.attempt(
                409, () -> HistoryJson.of(history.log(name, count + 1, before), count, history.waiting()));
        if (found.items().isEmpty()
                && before.isEmpty()
                && engines.packages().find(name).isEmpty()) {
            throw PackagesResource.missing(name);
        }
        return found;
    }

    /** The text in a revision. */
    @GET
    @Path("{revision}")
    @RolesAllowed("editor")
    @Produces("text/yaml;charset=utf-8")
    public String text(@PathParam("name") String name, @PathParam("revision") String revision) {
        return PackagesResource.attempt(409, () -> engines.history().text(name, revision))
                .orElseThrow(() -> HttpProblem.notFound(
                        "The package '" + name + "' is not there in the revision '" + revision + "'."));
    }
}
