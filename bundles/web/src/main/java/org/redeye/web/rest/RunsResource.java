package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.SectionRunJson;

/** {@code /api/v1/packages/{name}/runs}: performs a section of a package step by step. */
@Component(service = RunsResource.class)
@JakartarsResource
@Path("packages/{name}/runs")
@Produces(Json.MEDIA_TYPE)
public final class RunsResource {

    private final Engines engines;

    /** @param engines what runs sections */
    @Activate
    public RunsResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Runs a section to its end, or with {@code ?dry-run=true} tells what would be called with which data. */
    @POST
    @RolesAllowed("operator")
    public SectionRunJson run(
            @PathParam("name") String name,
            @QueryParam("section") @Nullable String section,
            @QueryParam("dry-run") @Nullable String dryRun,
            @Context SecurityContext context) {
        String wanted = Given.required("section", section);
        boolean dry = Parameters.flag("dry-run", dryRun);
        String by = Caller.of(context).name();
        return SectionRunJson.of(
                PackagesResource.attempt(409, () -> engines.runs().run(name, wanted, dry, by)));
    }
}
