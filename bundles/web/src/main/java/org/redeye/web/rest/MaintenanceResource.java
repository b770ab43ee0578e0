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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.alert.Window;
import org.redeye.web.HoldEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.Items;
import org.redeye.web.json.MaintenanceJson;
import org.redeye.web.json.MaintenanceRequest;

/** {@code /api/v1/maintenance}: when something is worked on. An id has slashes, encoded or not. */
@Component(service = MaintenanceResource.class)
@JakartarsResource
@Path("maintenance")
@Produces(Json.MEDIA_TYPE)
public final class MaintenanceResource {

    private static final Duration AHEAD = Duration.ofDays(30);
    private static final int LONGEST_TITLE = 200;

    private final HoldEngines engines;

    /** @param engines the engine of maintenance */
    @Activate
    public MaintenanceResource(@Reference HoldEngines engines) {
        this.engines = engines;
    }

    /** The windows that touch [from, to), in order of their beginning; by default from now on for 30 days. */
    @GET
    public Items<MaintenanceJson> list(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Instant begin = from == null ? Instant.now() : Instant.ofEpochMilli(Parameters.time("from", from));
        Instant end = to == null ? begin.plus(AHEAD) : Instant.ofEpochMilli(Parameters.time("to", to));
        return Items.all(engines.maintenance().windows(begin, end).stream()
                .map(MaintenanceJson::of)
                .toList());
    }

    /** Opens a window. */
    @POST
    @Consumes(Json.MEDIA_TYPE)
    @RolesAllowed("operator")
    public Response open(MaintenanceRequest request, @Context SecurityContext context) {
        Instant from = request.from() == null ? Instant.now() : Instant.ofEpochMilli(request.from());
        var window = new Window(
                "",
                Given.text("title", request.title(), LONGEST_TITLE),
                Given.required("match", request.match()).match(),
                Caller.of(context).name(),
                from,
                until(request, from));
        try {
            Window opened = engines.maintenance().open(window);
            return Response.status(201).entity(MaintenanceJson.of(opened)).build();
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        }
    }

    private static Instant until(MaintenanceRequest request, Instant from) {
        Long until = request.until();
        Double length = request.lengthSeconds();
        if ((until == null) == (length == null)) {
            throw HttpProblem.unprocessable("Its end is said by 'until' or by 'length_seconds', one of them.");
        }
        return until != null
                ? Instant.ofEpochMilli(until)
                : from.plusMillis(Math.round((length == null ? 0 : length) * 1000));
    }

    /** Ends a window that was opened, now. */
    @DELETE
    @Path("{id: .+}")
    @RolesAllowed("operator")
    public void close(@PathParam("id") String id, @Context SecurityContext context) {
        try {
            engines.maintenance().close(id, Caller.of(context).name());
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("There is no ") ? HttpProblem.notFound(message) : HttpProblem.of(409, message);
        }
    }
}
