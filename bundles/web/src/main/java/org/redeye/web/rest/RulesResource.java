package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.rule.RuleDeclaration;
import org.redeye.api.rule.RuleStatus;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.RawValues;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.RehearsalJson;
import org.redeye.web.json.RehearsalRequest;
import org.redeye.web.json.RuleJson;

/** {@code /api/v1/rules}: what makes alerts, how it stands, and what it would have done. An id has slashes, encoded or not. */
@Component(service = RulesResource.class)
@JakartarsResource
@Path("rules")
@Produces(Json.MEDIA_TYPE)
public final class RulesResource {

    private final Engines engines;

    /** @param engines the rules engine */
    @Activate
    public RulesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The rules, ordered by id, of one package or state if asked so. */
    @GET
    public Items<RuleJson> list(
            @QueryParam("package") @Nullable String packageName,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        List<RuleStatus> matching = engines.rules().list().stream()
                .filter(rule -> packageName == null
                        || packageName.equals(rule.declaration().packageName()))
                .filter(rule -> state == null || state.equals(rule.state()))
                .toList();
        return Window.of(limit, after).of(matching, RuleStatus::id, RuleJson::of);
    }

    /** One rule. */
    @GET
    @Path("{id: .+}")
    public RuleJson get(@PathParam("id") String id) {
        return engines.rules()
                .find(id)
                .map(RuleJson::of)
                .orElseThrow(() -> HttpProblem.notFound("There is no rule '" + id + "'."));
    }

    /** Tries a rule on history; it need not be declared. Changes nothing. */
    @POST
    @Path("rehearsals")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public RehearsalJson rehearse(RehearsalRequest request) {
        if (request.packageName() == null || request.from() == null) {
            throw HttpProblem.unprocessable(
                    "A rehearsal needs 'package', 'fields' and 'from', in milliseconds since the epoch.");
        }
        Map<String, Object> fields = RawValues.of(request.fields() == null ? Map.of() : request.fields());
        RuleDeclaration rule = engines.rules().draft(request.packageName(), fields);
        Instant to = request.to() == null ? Instant.now() : Instant.ofEpochMilli(request.to());
        try {
            return RehearsalJson.of(engines.rules().rehearse(rule, Instant.ofEpochMilli(request.from()), to));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        }
    }
}
