package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.alert.Alerts;
import org.redeye.web.AlertEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.AlertEntryJson;
import org.redeye.web.json.AlertJson;
import org.redeye.web.json.AlertOutcomeJson;
import org.redeye.web.json.AlertRequest;
import org.redeye.web.json.ForesightRequest;
import org.redeye.web.json.HappeningJson;
import org.redeye.web.json.Items;

/** {@code /api/v1/alerts}: what is wrong, what was done about it, and doing it. */
@Component(service = AlertsResource.class)
@JakartarsResource
@Path("alerts")
@Produces(Json.MEDIA_TYPE)
public final class AlertsResource {

    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final int LONGEST_NOTE = 2_000;

    private final AlertEngines engines;

    /** @param engines the alerts engine */
    @Activate
    public AlertsResource(@Reference AlertEngines engines) {
        this.engines = engines;
    }

    /** Alerts, worst first. */
    @GET
    public Items<AlertJson> list(@BeanParam AlertFilter filter) {
        int limit = filter.limit();
        List<Alert> found = engines.alerts().list(filter.query(Math.min(limit + 1, AlertFilter.MOST)));
        List<AlertJson> items =
                found.stream().limit(limit).map(AlertJson::brief).toList();
        boolean more = found.size() > limit || limit == AlertFilter.MOST && found.size() == limit;
        return new Items<>(items, more ? items.get(items.size() - 1).id() : null);
    }

    /** One alert with all its members, and what is held because of it. */
    @GET
    @Path("{id}")
    public AlertJson get(@PathParam("id") String id) {
        return full(find(id));
    }

    private AlertJson full(Alert alert) {
        return AlertJson.full(alert, engines.alerts().held(alert.id()));
    }

    private Alert find(String id) {
        return engines.alerts().find(id).orElseThrow(() -> HttpProblem.notFound("There is no alert '" + id + "'."));
    }

    /** Its record. */
    @GET
    @Path("{id}/entries")
    public Items<AlertEntryJson> entries(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        find(id);
        int count = limit == null ? 1000 : Parameters.integer("limit", limit, 1, MOST_ENTRIES);
        int from = after == null || after.isEmpty() ? 0 : Parameters.integer("after", after, 0, Integer.MAX_VALUE);
        List<AlertEntry> found = engines.alerts().entries(id, from, count);
        String next = found.size() == count ? Long.toString(found.get(count - 1).seq()) : null;
        return new Items<>(found.stream().map(AlertEntryJson::of).toList(), next);
    }

    /** All that happened around it: its record, the states of its checks, edits of its packages, changes of plugins. */
    @GET
    @Path("{id}/timeline")
    public Items<HappeningJson> timeline(@PathParam("id") String id) {
        return Items.all(new AlertTimeline(engines).of(find(id)));
    }

    /** What somebody does to it, see {@link AlertAction}. */
    @POST
    @Path("{id}/{action: acknowledge|unacknowledge|resolve|reopen|assign|note}")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public AlertJson act(
            @PathParam("id") String id,
            @PathParam("action") String action,
            AlertRequest request,
            @Context SecurityContext context) {
        return doTo(id, action, request, context);
    }

    /** The same for several; what cannot be done to one is told of that one. */
    @POST
    @Path("actions")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public Items<AlertOutcomeJson> actions(AlertRequest request, @Context SecurityContext context) {
        List<String> ids = Given.required("ids", request.ids());
        String action = Given.required("action", request.action());
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
            throw HttpProblem.unprocessable(
                    "'ids' has " + ids.size() + " entries; expected 1 to " + MOST_AT_ONCE + ".");
        }
        if (!AlertAction.KNOWN.contains(action)) {
            throw HttpProblem.unprocessable(
                    "'action' is '" + action + "'; expected one of " + String.join(", ", AlertAction.KNOWN) + ".");
        }
        boolean dry = Boolean.TRUE.equals(request.dryRun());
        return Items.all(ids.stream()
                .map(id -> outcome(String.valueOf(id), action, request, context, dry))
                .toList());
    }

    private AlertOutcomeJson outcome(
            String id, String action, AlertRequest request, SecurityContext context, boolean dry) {
        try {
            String message = dry
                    ? AlertAction.preview(action, find(id))
                    : find(id).title() + ": "
                            + doTo(id, action, request, context).state();
            return new AlertOutcomeJson(id, true, message);
        } catch (HttpProblem refused) {
            return new AlertOutcomeJson(id, false, refused.problem().detail());
        }
    }

    private AlertJson doTo(String id, String action, @Nullable AlertRequest given, SecurityContext context) {
        AlertRequest request = given == null ? AlertRequest.NOTHING : given;
        String by = Caller.of(context).name();
        String reason = AlertRefusals.reason(request.reason());
        Optional<Instant> until = Optional.ofNullable(request.until()).map(Instant::ofEpochMilli);
        Alerts alerts = engines.alerts();
        return full(AlertRefusals.attempt(() -> switch (action) {
            case "acknowledge" -> alerts.acknowledge(id, by, reason, until);
            case "unacknowledge" -> alerts.unacknowledge(id, by, reason);
            case "resolve" -> alerts.resolve(id, by, reason);
            case "reopen" -> alerts.reopen(id, by, reason);
            case "assign" -> alerts.assign(id, Given.text("person", request.person(), 200), by, reason);
            default -> alerts.note(id, by, Given.text("text", request.text(), LONGEST_NOTE));
        }));
    }

    /** Whom a condition would call, and when. */
    @POST
    @Path("foresee")
    @RolesAllowed("viewer")
    @Consumes(Json.MEDIA_TYPE)
    public Items<AlertEntryJson> foresee(ForesightRequest request) {
        Instant at = request.at() == null ? Instant.now() : Instant.ofEpochMilli(request.at());
        Duration length = request.lengthSeconds() == null
                ? Duration.ofDays(1)
                : Duration.ofMillis(Math.round(request.lengthSeconds() * 1000));
        return Items.all(
                AlertRefusals.attempt(() -> engines.alerts().foresee(request.condition(at), at, length)).stream()
                        .map(AlertEntryJson::of)
                        .toList());
    }
}
