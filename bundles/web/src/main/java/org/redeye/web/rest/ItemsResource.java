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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Plan;
import org.redeye.api.section.Item;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.RawValues;
import org.redeye.web.http.Window;
import org.redeye.web.json.ItemJson;
import org.redeye.web.json.ItemRequest;
import org.redeye.web.json.Items;

/** {@code /api/v1/packages/{name}/items}: the items of a package one by one; every other byte of its file stays. */
@Component(service = ItemsResource.class)
@JakartarsResource
@Path("packages/{name}/items")
@Produces(Json.MEDIA_TYPE)
public final class ItemsResource {

    private final Engines engines;

    /** @param engines the packages engine */
    @Activate
    public ItemsResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The items in force, in the order of the document; of one section if asked so. */
    @GET
    public Items<ItemJson> list(
            @PathParam("name") String name,
            @QueryParam("section") @Nullable String section,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        PackageInfo info = engines.packages().find(name).orElseThrow(() -> PackagesResource.missing(name));
        List<Item> items = engines.packages().items(name, section == null ? "" : section);
        return Window.of(limit, after).ofOrder(items, Item::id, item -> ItemJson.of(item, info));
    }

    /** Writes a new item. */
    @POST
    @RolesAllowed("editor")
    @Consumes(Json.MEDIA_TYPE)
    public Response insert(@PathParam("name") String name, @Context SecurityContext context, ItemRequest request) {
        String section = Given.text("section", request.section(), 200);
        List<String> path = Given.required("path", request.path());
        if (path.isEmpty() || path.stream().anyMatch(key -> key == null || key.isBlank())) {
            throw HttpProblem.unprocessable("'path' must name every key, outermost first: [\"group\", \"name\"].");
        }
        Map<String, Object> fields = RawValues.of(request.fields() == null ? Map.of() : request.fields());
        String seen = request.etag() == null ? "" : request.etag();
        Change change = Caller.change(context, request.why());
        Plan plan = PackagesResource.attempt(
                seen.isEmpty() ? 409 : 412, () -> engines.packages().insert(name, section, path, fields, seen, change));
        if (!plan.pending().isEmpty()) {
            return PackagesResource.waits(plan);
        }
        return Response.status(201)
                .entity(plan)
                .header("ETag", '"' + plan.etag() + '"')
                .build();
    }

    /** Removes an item. */
    @DELETE
    @RolesAllowed("editor")
    public Response delete(
            @PathParam("name") String name,
            @QueryParam("section") @Nullable String section,
            @QueryParam("path") @Nullable String path,
            @QueryParam("etag") @Nullable String etag,
            @QueryParam("why") @Nullable String why,
            @Context SecurityContext context) {
        String in = Given.text("section", section, 200);
        List<String> keys = List.of(Given.text("path", path, 2000).split("/", -1));
        String seen = etag == null ? "" : etag;
        Change change = Caller.change(context, why);
        Plan plan = PackagesResource.attempt(
                seen.isEmpty() ? 409 : 412, () -> engines.packages().delete(name, in, keys, seen, change));
        return plan.pending().isEmpty() ? Response.ok(plan).build() : PackagesResource.waits(plan);
    }
}
