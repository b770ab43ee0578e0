package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.web.HoldEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.StretchJson;

/** {@code /api/v1/states}: in which states a check was. */
@Component(service = StatesResource.class)
@JakartarsResource
@Path("states")
@Produces(Json.MEDIA_TYPE)
public final class StatesResource {

    private static final Duration USUAL = Duration.ofDays(1);

    private final HoldEngines engines;

    /** @param engines the history of states */
    @Activate
    public StatesResource(@Reference HoldEngines engines) {
        this.engines = engines;
    }

    /** The states that touch [from, to), oldest first, without a gap; by default those of the last day. */
    @GET
    public Items<StretchJson> list(
            @QueryParam("check") @Nullable String check,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        if (check == null) {
            throw HttpProblem.badRequest("'check' is missing: the id of a check.");
        }
        Instant end = to == null ? Instant.now() : Instant.ofEpochMilli(Parameters.time("to", to));
        Instant begin = from == null ? end.minus(USUAL) : Instant.ofEpochMilli(Parameters.time("from", from));
        return Window.of(limit, after)
                .ofOrder(
                        engines.history().states(check, begin, end),
                        stretch -> Long.toString(stretch.from().toEpochMilli()),
                        StretchJson::of);
    }
}
