package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Impact;
import org.redeye.api.plugin.PluginId;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.ImpactJson;

/** {@code /api/v1/plugins/{kind}/{id}/impact}: what taking a plugin away would do. */
@Component(service = ImpactResource.class)
@JakartarsResource
@Path("plugins/{kind}/{id}/impact")
@Produces(Json.MEDIA_TYPE)
public final class ImpactResource {

    private final Engines engines;

    /** @param engines the packages engine */
    @Activate
    public ImpactResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** What would wait, what would go, and which bundles would be refreshed. Computes only. */
    @GET
    public ImpactJson get(@PathParam("kind") String kind, @PathParam("id") String id) {
        Impact impact;
        try {
            impact = engines.impacts().ofRemoving(new PluginId(kind, id)).orElseThrow(() -> missing(kind, id));
        } catch (IllegalArgumentException e) { // not even an identity
            throw missing(kind, id);
        }
        return ImpactJson.of(impact);
    }

    private static HttpProblem missing(String kind, String id) {
        return HttpProblem.notFound("There is no plugin '" + kind + ":" + id + "'.");
    }
}
