package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.series.SeriesInfo;
import org.redeye.api.series.SeriesUpkeep;
import org.redeye.api.store.StoreException;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.SeriesJson;
import org.redeye.web.json.SeriesRequest;
import org.redeye.web.json.SeriesStoreJson;

/** {@code /api/v1/series-store}: the room that series take, and what people do with them. */
@Component(service = SeriesStoreResource.class)
@JakartarsResource
@Path("series-store")
@Produces(Json.MEDIA_TYPE)
public final class SeriesStoreResource {

    private static final int LONGEST = 1_000;

    private final Engines engines;
    private final Clock clock = Clock.systemUTC();

    /** @param engines series and their upkeep */
    @Activate
    public SeriesStoreResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** Disk use, retired series, backups. */
    @GET
    public SeriesStoreJson get() {
        return ask(SeriesStoreJson::of);
    }

    /** Gives a series another name. */
    @POST
    @Path("rename")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public SeriesJson rename(SeriesRequest request) {
        SeriesInfo now = find("id", request.id());
        return SeriesJson.of(ask(store -> store.rename(
                now.id(),
                given("check", request.check(), now.key().check()),
                given("metric", request.metric(), now.key().metric()),
                request.item() == null ? now.key().item() : request.item())));
    }

    /** Puts the history of one series before that of another. */
    @POST
    @Path("join")
    @RolesAllowed("admin")
    @Consumes(Json.MEDIA_TYPE)
    public SeriesJson join(SeriesRequest request) {
        SeriesInfo from = find("id", request.id());
        SeriesInfo into = find("into", request.into());
        return SeriesJson.of(ask(store -> store.join(from.id(), into.id())));
    }

    /** Takes a series out of the lists, or back into them. */
    @POST
    @Path("retire")
    @RolesAllowed("operator")
    @Consumes(Json.MEDIA_TYPE)
    public SeriesJson retire(SeriesRequest request) {
        SeriesInfo info = find("id", request.id());
        boolean undo = Boolean.TRUE.equals(request.undo());
        return SeriesJson.of(ask(store -> undo ? store.revive(info.id()) : store.retire(info.id(), clock.millis())));
    }

    /** Writes a backup. */
    @POST
    @Path("backups")
    @RolesAllowed("operator")
    public Response backup() {
        return Response.status(201)
                .entity(SeriesStoreJson.BackupJson.of(ask(SeriesUpkeep::backup)))
                .build();
    }

    /** Puts back what a backup holds. */
    @POST
    @Path("backups/{name}/restore")
    @RolesAllowed("admin")
    public SeriesStoreJson.RestoredJson restore(@PathParam("name") String name) {
        if (ask(SeriesUpkeep::backups).stream()
                .noneMatch(backup -> backup.name().equals(name))) {
            throw HttpProblem.notFound("There is no backup '" + name + "'.");
        }
        SeriesUpkeep.Restored restored = ask(store -> store.restore(name));
        return new SeriesStoreJson.RestoredJson(restored.begun(), restored.filled());
    }

    private static String given(String field, @Nullable String value, String otherwise) {
        return value == null ? otherwise : Given.text(field, value, LONGEST);
    }

    private SeriesInfo find(String field, @Nullable String id) {
        String given = Given.text(field, id, LONGEST);
        return engines.series()
                .get(given)
                .orElseThrow(() -> HttpProblem.notFound("There is no series '" + given + "'."));
    }

    private <T> T ask(Function<SeriesUpkeep, T> question) {
        try {
            return question.apply(engines.seriesUpkeep());
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw HttpProblem.of(409, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.CORRUPT) {
                throw HttpProblem.of(409, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
