package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.AlertEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.AlertEntryJson;
import org.redeye.web.json.Items;

/** {@code /api/v1/trail}: why somebody was called, or not, or will be. */
@Component(service = TrailResource.class)
@JakartarsResource
@Path("trail")
@Produces(Json.MEDIA_TYPE)
public final class TrailResource {

    private static final long LONGEST_MILLIS = 31L * 86_400_000;

    private final AlertEngines engines;

    /** @param engines the alerts engine */
    @Activate
    public TrailResource(@Reference AlertEngines engines) {
        this.engines = engines;
    }

    /** The trail of a person. */
    @GET
    public Items<AlertEntryJson> why(
            @QueryParam("person") @Nullable String person,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        if (person == null || person.isBlank() || from == null || to == null) {
            throw HttpProblem.badRequest("Expected are 'person', 'from' and 'to', in milliseconds since the epoch.");
        }
        long begin = Parameters.time("from", from);
        long end = Parameters.time("to", to);
        if (end <= begin || end - begin > LONGEST_MILLIS) {
            throw HttpProblem.badRequest("'to' must be after 'from', by at most 31 days.");
        }
        return Items.all(engines.alerts().why(person, Instant.ofEpochMilli(begin), Instant.ofEpochMilli(end)).stream()
                .map(AlertEntryJson::of)
                .toList());
    }
}
