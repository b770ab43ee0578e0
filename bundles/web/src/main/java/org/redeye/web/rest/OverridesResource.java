package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.packages.Change;
import org.redeye.api.packages.Draft;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.FileText;
import org.redeye.api.packages.PackageException;
import org.redeye.api.packages.Packages;
import org.redeye.api.packages.Place;
import org.redeye.api.packages.Plan;
import org.redeye.api.section.Item;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.OverridePreview;
import org.redeye.web.json.OverrideRequest;

/** {@code /api/v1/overrides}: swaps and days off, written into the text of a package like any other edit. */
@Component(service = OverridesResource.class)
@JakartarsResource
@Path("overrides")
@Produces(Json.MEDIA_TYPE)
public final class OverridesResource {

    private static final String SECTION = "overrides";
    private static final String GROUP = "swaps";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;

    private final Engines engines;

    /** @param engines the packages engine; the on-call engine */
    @Activate
    public OverridesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Writes an override, or tells what that would do. */
    @POST
    @RolesAllowed("editor")
    @Consumes(Json.MEDIA_TYPE)
    public Response write(@Context SecurityContext context, OverrideRequest request) {
        String name = Given.text("package", request.packageName(), 200);
        Packages packages = engines.packages();
        if (packages.find(name).isEmpty()) {
            throw PackagesResource.missing(name);
        }
        Map<String, Object> fields = fields(request);
        List<String> path = List.of(GROUP, key(packages, name, fields));
        if (Boolean.TRUE.equals(request.dryRun())) {
            return Response.ok(PackagesResource.attempt(409, () -> preview(packages, name, path, fields)))
                    .build();
        }
        Change change = Caller.change(context, request.reason());
        Plan plan = PackagesResource.attempt(409, () -> packages.insert(name, SECTION, path, fields, "", change));
        if (!plan.pending().isEmpty()) {
            return PackagesResource.waits(plan);
        }
        return Response.status(201)
                .entity(plan)
                .header("ETag", '"' + plan.etag() + '"')
                .build();
    }

    /** Takes an override away. */
    @DELETE
    @RolesAllowed("editor")
    @Path("{id: .+}")
    public Response delete(
            @PathParam("id") String id, @QueryParam("why") @Nullable String why, @Context SecurityContext context) {
        String[] words = id.split("/", -1);
        if (words.length != 4 || !words[1].equals(SECTION)) {
            throw HttpProblem.notFound("There is no override '" + id + "'; ids are package/overrides/group/name.");
        }
        Change change = Caller.change(context, why);
        Plan plan = PackagesResource.attempt(
                409, () -> engines.packages().delete(words[0], SECTION, List.of(words[2], words[3]), "", change));
        return plan.pending().isEmpty() ? Response.ok(plan).build() : PackagesResource.waits(plan);
    }

    private Map<String, Object> fields(OverrideRequest request) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "schedule", request.schedule());
        put(fields, "person", request.person());
        put(fields, "instead", request.instead());
        Instant from = Instant.ofEpochMilli(Given.required("from", request.from()));
        Instant until = Instant.ofEpochMilli(Given.required("until", request.until()));
        if (!from.isBefore(until)) {
            throw HttpProblem.unprocessable("'until' must be after 'from'.");
        }
        ZoneId zone = zone(request);
        fields.put("from", text(from, zone));
        fields.put("until", text(until, zone));
        put(fields, "reason", request.reason());
        return fields;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            fields.put(field, value.strip());
        }
    }

    /** People look at the lines: the times are those of the schedule's clock, with the offset that makes them certain. */
    private ZoneId zone(OverrideRequest request) {
        String schedule = request.schedule() == null ? "" : request.schedule();
        return engines.onCall().schedules().stream()
                .filter(found ->
                        found.name().equals(schedule) || (found.packageName() + "/" + found.name()).equals(schedule))
                .findFirst()
                .map(found -> found.zone())
                .orElse(ZoneOffset.UTC);
    }

    private static String text(Instant at, ZoneId zone) {
        return at.truncatedTo(ChronoUnit.SECONDS)
                .atZone(zone)
                .toOffsetDateTime()
                .toString();
    }

    /** A name that tells what it is: {@code bob-for-ann-2026-12-24}. */
    private static String key(Packages packages, String name, Map<String, Object> fields) {
        Object person = fields.getOrDefault("person", "off");
        Object instead = fields.getOrDefault("instead", "");
        String day =
                DAY.format(java.time.OffsetDateTime.parse(fields.get("from").toString()));
        String key = (instead.equals("")
                        ? person
                        : person.equals("off") ? instead + "-off" : person + "-for-" + instead)
                .toString()
                .replace('/', '-');
        String wanted = key + "-" + day;
        Set<String> taken = packages.items(name, SECTION).stream()
                .filter(item -> item.path().get(0).equals(GROUP))
                .map(Item::key)
                .collect(Collectors.toSet());
        String free = wanted;
        for (int i = 2; taken.contains(free); i++) {
            free = wanted + "-" + i;
        }
        return free;
    }

    private static OverridePreview preview(
            Packages packages, String name, List<String> path, Map<String, Object> fields) {
        String text = packages.text(name).orElse("");
        Edit edit = edit(packages, name, text, path, fields);
        Draft draft = packages.draft(name, text, List.of(edit), List.of());
        if (!draft.problems().isEmpty()) {
            throw new PackageException(draft.problems());
        }
        var files = new HashMap<String, FileText>();
        draft.files().forEach((file, changed) -> files.put(file, new FileText(changed.text(), changed.etag())));
        return OverridePreview.of(packages.plan(name, draft.text(), files), draft);
    }

    /** The entry in the deepest layer of keys that is there. */
    private static Edit edit(
            Packages packages, String name, String text, List<String> path, Map<String, Object> fields) {
        List<String> whole = List.of(SECTION, path.get(0), path.get(1));
        Object value = fields;
        for (int depth = whole.size() - 1; depth > 0; depth--) {
            List<String> into = whole.subList(0, depth);
            if (packages.draft(name, text, List.of(), into).spot().isPresent()) {
                return new Edit.InsertEntry(into, whole.get(depth), value, Place.last());
            }
            value = Map.of(whole.get(depth), value);
        }
        return new Edit.InsertEntry(List.of(), SECTION, value, Place.last());
    }
}
