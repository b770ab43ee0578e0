package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.oncall.OnCall;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.json.FindingJson;
import org.redeye.web.json.Items;
import org.redeye.web.json.OnCallJson;

/** {@code /api/v1/oncall}: who holds each role at a time, and what would leave somebody uncalled. */
@Component(service = OnCallResource.class)
@JakartarsResource
@Path("oncall")
@Produces(Json.MEDIA_TYPE)
public final class OnCallResource {

    private final Engines engines;

    /** @param engines the on-call engine */
    @Activate
    public OnCallResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Who holds each role now, or at a time. */
    @GET
    public Items<OnCallJson> holders(@QueryParam("at") @Nullable String at) {
        Instant when = Stretch.time("at", at, Instant.now());
        OnCall onCall = engines.onCall();
        return Items.all(onCall.roles().stream()
                .flatMap(role ->
                        Stretch.holder(onCall, role, when)
                                .map(holding -> OnCallJson.of(role.title(), holding))
                                .stream())
                .toList());
    }

    /** What would leave somebody uncalled; by default within the next 90 days. */
    @GET
    @Path("findings")
    public Items<FindingJson> findings(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Stretch stretch = Stretch.of(from, to, Duration.ofDays(90));
        List<FindingJson> findings =
                Stretch.asked(() -> engines.onCall().findings(stretch.from(), stretch.to())).stream()
                        .map(FindingJson::of)
                        .toList();
        return Items.all(findings);
    }
}
