package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Fallbacks;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.section.Item;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.Access;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.ItemJson;
import org.redeye.web.json.TriedJson;

/** {@code /api/v1/packages/{name}/lookup}: an item of a package, or of who answers for what it lacks. */
@Component(service = LookupResource.class)
@JakartarsResource
@Path("packages/{name}/lookup")
@Produces(Json.MEDIA_TYPE)
public final class LookupResource {

    private final Engines engines;

    /** @param engines who answers for what a package lacks */
    @Activate
    public LookupResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /**
     * The item; with {@code ?explain} an admin is told who was asked instead.
     *
     * @param path its keys with slashes between them
     */
    @GET
    public Object get(
            @PathParam("name") String name,
            @QueryParam("section") @Nullable String section,
            @QueryParam("path") @Nullable String path,
            @QueryParam("explain") @Nullable String explain,
            @Context SecurityContext context) {
        String wanted = Given.required("section", section);
        String keys = Given.required("path", path);
        Fallbacks.Answer<Item> answer = engines.fallbacks().item(name, wanted, List.of(keys.split("/")));
        if (Parameters.flag("explain", explain)) {
            Access.require(Optional.of(Caller.of(context)), Role.ADMIN);
            return TriedJson.of(answer);
        }
        return answer.found()
                .map(item -> new Found(answer.from(), ItemJson.of(item, info(answer.from()))))
                .orElseThrow(() -> HttpProblem.notFound(
                        "There is no '" + wanted + "/" + keys + "' in " + String.join(", ", answer.tried()) + "."));
    }

    private PackageInfo info(String name) {
        return engines.packages().find(name).orElseThrow(() -> PackagesResource.missing(name));
    }

    /**
     * What was found.
     *
     * @param from the package that has it
     * @param item the item
     */
    public record Found(String from, ItemJson item) {}
}
