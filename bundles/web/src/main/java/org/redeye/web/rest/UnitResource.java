package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.json.UnitJson;

/** {@code /api/v1/packages/{name}/unit}: a package with its files, to take away or to look at. */
@Component(service = UnitResource.class)
@JakartarsResource
@Path("packages/{name}/unit")
public final class UnitResource {

    private static final String ZIP = "application/zip";

    private final Engines engines;

    /** @param engines the units of packages */
    @Activate
    public UnitResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The archive that installs it elsewhere; equal files give equal bytes. */
    @GET
    @RolesAllowed("editor")
    @Produces(ZIP + ";qs=1")
    public Response archive(@PathParam("name") String name) {
        var archive = new ByteArrayOutputStream();
        PackagesResource.attempt(409, () -> {
            engines.units().export(name, archive);
            return archive;
        });
        return Response.ok(archive.toByteArray(), ZIP)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".zip\"")
                .build();
    }

    /** What it came from, whether it is still so, what it needs. */
    @GET
    @Produces(Json.MEDIA_TYPE + ";qs=0.5")
    public UnitJson get(@PathParam("name") String name) {
        return engines.units().find(name).map(UnitJson::of).orElseThrow(() -> PackagesResource.missing(name));
    }
}
