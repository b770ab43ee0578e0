package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.plugin.PluginId;
import org.redeye.api.plugin.PluginInfo;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.PluginJson;

/** {@code /api/v1/plugins}: what there is, how it is, and what it takes. */
@Component(service = PluginsResource.class)
@JakartarsResource
@Path("plugins")
@Produces(Json.MEDIA_TYPE)
public final class PluginsResource {

    private final Engines engines;

    /** @param engines the plugin registry */
    @Activate
    public PluginsResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All plugins, failed ones included. */
    @GET
    public Items<PluginJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after)
                .ofOrder(engines.registry().list(), info -> info.id() + " " + info.bundleId(), PluginJson::brief);
    }

    /** One plugin with schema and readme. */
    @GET
    @Path("{kind}/{id}")
    public PluginJson get(@PathParam("kind") String kind, @PathParam("id") String id) {
        PluginInfo info = find(kind, id);
        String readme = engines.registry()
                .resource(info.id(), "README.md")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return PluginJson.full(info, readme);
    }

    /** The icon of a plugin. */
    @GET
    @Path("{kind}/{id}/icon")
    @Produces("image/svg+xml")
    public Response icon(@PathParam("kind") String kind, @PathParam("id") String id) {
        PluginInfo info = find(kind, id);
        byte[] svg = engines.registry()
                .resource(info.id(), "icon.svg")
                .orElseThrow(() -> HttpProblem.notFound("The plugin " + info.id() + " has no icon."));
        return Response.ok(svg, "image/svg+xml")
                .header("Cache-Control", "private, max-age=300")
                .build();
    }

    private PluginInfo find(String kind, String id) {
        try {
            return engines.registry().find(new PluginId(kind, id)).orElseThrow(() -> missing(kind, id));
        } catch (IllegalArgumentException e) { // not even an identity
            throw missing(kind, id);
        }
    }

    private static HttpProblem missing(String kind, String id) {
        return HttpProblem.notFound("There is no plugin '" + kind + ":" + id + "'.");
    }
}
