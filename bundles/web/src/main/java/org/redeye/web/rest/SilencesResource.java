package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Silence;
import org.redeye.web.AlertEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.Items;
import org.redeye.web.json.SilenceJson;

/** {@code /api/v1/silences}: what somebody does not want to be called about for a while. */
@Component(service = SilencesResource.class)
@JakartarsResource
@Path("silences")
@Produces(Json.MEDIA_TYPE)
public final class SilencesResource {

    private final AlertEngines engines;

    /** @param engines the alerts engine */
    @Activate
    public SilencesResource(@Reference AlertEngines engines) {
        this.engines = engines;
    }

    /** Those that hold or will, in order of their end. */
    @GET
    public Items<SilenceJson> list() {
        return Items.all(
                engines.alerts().silences().stream().map(SilenceJson::of).toList());
    }

    /** Begins one. It has to say what it is about: nobody silences everything by an empty form. */
    @POST
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public Response begin(SilenceJson request, @Context SecurityContext context) {
        String caller = Caller.of(context).name();
        Match match = Given.required("match", request.match()).match();
        if (match.equals(Match.ALL)) {
            throw HttpProblem.unprocessable(
                    "'match' fits everything; name a source, subject, host, package, label or severity, or use a"
                            + " maintenance window.");
        }
        String owner = request.owner() == null || request.owner().isBlank() ? caller : request.owner();
        var wanted = new Silence(
                "",
                match,
                Given.text("owner", owner, 200),
                Given.text("reason", request.reason(), 500),
                request.from() == null ? Instant.now() : Instant.ofEpochMilli(request.from()),
                Instant.ofEpochMilli(Given.required("until", request.until())));
        Silence begun = AlertRefusals.attempt(() -> engines.alerts().silence(wanted));
        return Response.status(201).entity(SilenceJson.of(begun)).build();
    }

    /** Ends one now. */
    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    public void end(@PathParam("id") String id, @Context SecurityContext context) {
        String by = Caller.of(context).name();
        AlertRefusals.attempt(() -> {
            engines.alerts().endSilence(id, by);
            return id;
        });
    }
}
