package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.HoldEngines;
import org.redeye.web.http.Json;
import org.redeye.web.json.Items;

/** {@code /api/v1/dependencies}: what stands on what. */
@Component(service = DependenciesResource.class)
@JakartarsResource
@Path("dependencies")
@Produces(Json.MEDIA_TYPE)
public final class DependenciesResource {

    private final HoldEngines engines;

    /** @param engines the engine of dependencies */
    @Activate
    public DependenciesResource(@Reference HoldEngines engines) {
        this.engines = engines;
    }

    /** What is odd about all that is declared, a sentence each. */
    @GET
    @Path("findings")
    public Items<String> findings() {
        return Items.all(engines.dependencies().findings());
    }

    /** What stands on a host or service, directly or not, each as package/name. */
    @GET
    @Path("{package}/{name}/dependents")
    public Items<String> dependents(@PathParam("package") String packageName, @PathParam("name") String name) {
        return Items.all(engines.dependencies().dependents(packageName, name));
    }
}
