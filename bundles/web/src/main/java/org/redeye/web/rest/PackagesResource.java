package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.PackageInfo;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Plan;
import org.redeye.api.packages.UnitPlan;
import org.redeye.api.packages.UnitSource;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.auth.Identity;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.http.Problems;
import org.redeye.web.http.Window;
import org.redeye.web.json.FileTextJson;
import org.redeye.web.json.Items;
import org.redeye.web.json.JsonSchema;
import org.redeye.web.json.PackageJson;
import org.redeye.web.json.TextsRequest;
import org.redeye.web.json.UnitPlanJson;

/** {@code /api/v1/packages}: what people have written, as text and as what became of it. */
@Component(service = PackagesResource.class)
@JakartarsResource
@Path("packages")
@Produces(Json.MEDIA_TYPE)
public final class PackagesResource {

    private static final String YAML = "text/yaml";

    private final Engines engines;

    /** @param engines the packages engine */
    @Activate
    public PackagesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All packages, refused ones included. */
    @GET
    public Items<PackageJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(engines.packages().list(), PackageInfo::name, PackageJson::of);
    }

    /** Installs a unit, or with {@code ?dry-run=true} tells what that would do. {@code ?why=} goes into the history. */
    @POST
    @RolesAllowed("editor")
    @Consumes("application/zip")
    public Response install(
            @QueryParam("dry-run") @Nullable String dryRun,
            @QueryParam("why") @Nullable String why,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext context,
            InputStream body) {
        Change change = Caller.change(context, why);
        var source = new UnitSource.Archive("archive.zip", body);
        UnitPlan plan = Parameters.flag("dry-run", dryRun)
                ? attempt(412, () -> engines.units().plan(source))
                : attempt(412, () -> engines.units().install(source, seen(ifMatch), change));
        return Response.ok(UnitPlanJson.of(plan))
                .header("ETag", quoted(plan.plan().etag()))
                .build();
    }

    /** The text in the file now, valid or not. Who may not edit gets it only if no secret can be in it. */
    @GET
    @Path("{name}")
    @Produces(YAML + ";qs=1")
    public Response text(@PathParam("name") String name, @Context SecurityContext context) {
        PackageInfo info = find(name);
        Identity caller = Caller.of(context);
        if (!caller.role().includes(Role.EDITOR) && new Secrecy(engines).mayHoldSecrets(info)) {
            throw HttpProblem.forbidden(
                    "The text of '" + name + "' may hold secrets; reading it takes the role editor.");
        }
        String text = engines.packages().text(name).orElseThrow(() -> missing(name));
        return Response.ok(text, YAML + ";charset=utf-8")
                .header("ETag", quoted(info.etag()))
                .build();
    }

    /** The package as it stands, without its text. */
    @GET
    @Path("{name}")
    @Produces(Json.MEDIA_TYPE + ";qs=0.5")
    public Response get(@PathParam("name") String name) {
        PackageInfo info = find(name);
        return Response.ok(PackageJson.of(info), Json.MEDIA_TYPE)
                .header("ETag", quoted(info.etag()))
                .build();
    }

    /** Takes over a text, or with {@code ?dry-run=true} tells what that would do. {@code ?why=} goes into the history. */
    @PUT
    @Path("{name}")
    @RolesAllowed("editor")
    @Consumes({YAML, "application/yaml", "application/x-yaml", "text/x-yaml", "text/plain"})
    public Response put(
            @PathParam("name") String name,
            @QueryParam("dry-run") @Nullable String dryRun,
            @QueryParam("why") @Nullable String why,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Context SecurityContext context,
            byte[] body) {
        String text = utf8(body);
        String seen = seen(ifMatch, ifNoneMatch);
        Packages packages = engines.packages();
        if (Parameters.flag("dry-run", dryRun)) {
            requireUnchanged(name, seen);
            return answer(attempt(412, () -> packages.plan(name, text)));
        }
        Change change = Caller.change(context, why);
        return answer(attempt(412, () -> packages.apply(name, text, seen, change)));
    }

    /** The same of a text and of files that it imports: all of them are taken over, or none. */
    @PUT
    @Path("{name}")
    @RolesAllowed("editor")
    @Consumes(Json.MEDIA_TYPE)
    public Response put(
            @PathParam("name") String name,
            @QueryParam("dry-run") @Nullable String dryRun,
            @QueryParam("why") @Nullable String why,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext context,
            TextsRequest request) {
        String text = Given.required("text", request.text());
        Map<String, FileText> files = FileTextJson.files(request.files());
        String seen = seen(ifMatch);
        Packages packages = engines.packages();
        if (Parameters.flag("dry-run", dryRun)) {
            requireUnchanged(name, seen);
            return answer(attempt(412, () -> packages.plan(name, text, files)));
        }
        Change change = Caller.change(context, why);
        return answer(attempt(412, () -> packages.apply(name, text, seen, files, change)));
    }

    /** Removes a package, its files and all it declares, or with {@code ?dry-run=true} tells what that would do. */
    @DELETE
    @Path("{name}")
    @RolesAllowed("editor")
    public Plan remove(
            @PathParam("name") String name,
            @QueryParam("dry-run") @Nullable String dryRun,
            @QueryParam("why") @Nullable String why,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Context SecurityContext context) {
        Change change = Caller.change(context, why);
        if (Parameters.flag("dry-run", dryRun)) {
            return attempt(412, () -> engines.units().removal(name));
        }
        return attempt(412, () -> engines.packages().remove(name, seen(ifMatch), change));
    }

    /** What the items of a section may look like. */
    @GET
    @Path("{name}/schema")
    public Map<String, Object> schema(@PathParam("name") String name, @QueryParam("section") @Nullable String section) {
        find(name);
        String wanted = Given.required("section", section);
        return engines.packages()
                .schema(name, wanted)
                .map(JsonSchema::of)
                .orElseThrow(() -> HttpProblem.notFound("The package '" + name + "' has no section '" + wanted + "'."));
    }

    private PackageInfo find(String name) {
        return engines.packages().find(name).orElseThrow(() -> missing(name));
    }

    private void requireUnchanged(String name, String seen) {
        requireUnchanged(engines.packages(), name, seen);
    }

    static void requireUnchanged(Packages packages, String name, String seen) {
        String etag = packages.find(name).map(PackageInfo::etag).orElse("");
        if (seen.equals(Packages.ABSENT)) {
            if (!etag.isEmpty()) {
                throw HttpProblem.of(412, "The package '" + name + "' is there already.");
            }
            return;
        }
        if (!seen.isEmpty() && !seen.equals(etag)) {
            throw HttpProblem.of(412, "The package '" + name + "' was changed in between. Read it again.");
        }
    }

    /** The plan; of a change that waits for approval it says so, and the text that is there has no new fingerprint. */
    static Response answer(Plan plan) {
        if (!plan.pending().isEmpty()) {
            return waits(plan);
        }
        return Response.ok(plan).header("ETag", quoted(plan.etag())).build();
    }

    static Response waits(Plan plan) {
        return Response.accepted(plan).build();
    }

    static <T> T attempt(int conflict, Supplier<T> change) {
        try {
            return change.get();
        } catch (PackageException e) {
            throw Problems.of(e, conflict);
        }
    }

    static HttpProblem missing(String name) {
        return HttpProblem.notFound("There is no package '" + name + "'.");
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /** The version that was seen, or that there was none ({@code If-None-Match: *}, RFC 9110, 13.1.2). */
    private static String seen(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return seen(ifMatch);
        }
        if (ifMatch != null || !ifNoneMatch.strip().equals("*")) {
            throw HttpProblem.badRequest(
                    "Of 'If-None-Match' only '*' is understood here, without 'If-Match': the package is made if there is"
                            + " none.");
        }
        return Packages.ABSENT;
    }

    /** The version that was seen; empty if any will do. */
    static String seen(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return "";
        }
        String strong = ifMatch.startsWith("W/") ? ifMatch.substring(2) : ifMatch;
        boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
        return quoted ? strong.substring(1, strong.length() - 1) : strong;
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpProblem.badRequest("The text is not UTF-8.");
        }
    }
}
