package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.check.CheckStatus;
import org.redeye.api.check.Watch;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.CheckJson;
import org.redeye.web.json.Items;
import org.redeye.web.json.RunJson;
import org.redeye.web.json.WatchJson;
import org.redeye.web.json.WatchRequest;

/** {@code /api/v1/checks}: what is checked and how it stands. An id has slashes, encoded or not. */
@Component(service = ChecksResource.class)
@JakartarsResource
@Path("checks")
@Produces(Json.MEDIA_TYPE)
public final class ChecksResource {

    /** How long after its own deadline a run may keep the client waiting. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Engines engines;

    /** @param engines the checks engine */
    @Activate
    public ChecksResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** The checks, ordered by id, of one package, state, host or probe if asked so. */
    @GET
    public Items<CheckJson> list(
            @QueryParam("package") @Nullable String packageName,
            @QueryParam("state") @Nullable String state,
            @QueryParam("host") @Nullable String host,
            @QueryParam("probe") @Nullable String probe,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after) {
        List<CheckStatus> matching = engines.checks().list().stream()
                .filter(check -> matches(packageName, check.declaration().packageName()))
                .filter(check -> matches(state, check.state().word()))
                .filter(check -> matches(host, check.declaration().host()))
                .filter(check -> matches(probe, check.declaration().probe()))
                .toList();
        return Window.of(limit, after).of(matching, CheckStatus::id, CheckJson::brief);
    }

    /** One check, with evidence and log of its last run. */
    @GET
    @Path("{id: .+}")
    public CheckJson get(@PathParam("id") String id) {
        return CheckJson.full(find(id));
    }

    /** Runs a check now and answers the outcome. */
    @POST
    @Path("{id: .+}/runs")
    @RolesAllowed("operator")
    public CompletionStage<RunJson> run(@PathParam("id") String id) {
        Duration timeout = find(id).declaration().timeout().plus(GRACE);
        return engines.checks()
                .run(id)
                .thenApply(RunJson::of)
                .toCompletableFuture()
                .copy() // the engine's own future must not time out because of a client
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> refuse(id, failure));
    }

    /** Looks closely at a check for a short while; its state and its series are left as they are. */
    @POST
    @Path("{id: .+}/watches")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public Response watch(@PathParam("id") String id, WatchRequest request) {
        find(id);
        try {
            Watch watch = engines.checks().watch(id, seconds(request.every(), 1), seconds(request.length(), 30));
            return Response.status(201).entity(WatchJson.of(watch)).build();
        } catch (IllegalArgumentException e) {
            throw HttpProblem.of(422, e.getMessage() + ".");
        } catch (IllegalStateException e) {
            throw HttpProblem.of(409, e.getMessage() + ".");
        }
    }

    private static Duration seconds(@Nullable Double given, double otherwise) {
        return Duration.ofMillis(Math.round((given == null ? otherwise : given) * 1_000));
    }

    private static CompletionStage<RunJson> refuse(String id, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable said = cause;
        if (cause instanceof IllegalArgumentException) {
            said = missing(id);
        } else if (cause instanceof IllegalStateException) {
            said = HttpProblem.of(409, String.valueOf(cause.getMessage()));
        }
        return CompletableFuture.failedFuture(said);
    }

    private CheckStatus find(String id) {
        return engines.checks().find(id).orElseThrow(() -> missing(id));
    }

    private static HttpProblem missing(String id) {
        return HttpProblem.notFound("There is no check '" + id + "'.");
    }

    private static boolean matches(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }
}
