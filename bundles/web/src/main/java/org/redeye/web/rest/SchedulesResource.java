package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.ScheduleDeclaration;
import org.redeye.api.oncall.Shift;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.ScheduleJson;
import org.redeye.web.json.ShareJson;
import org.redeye.web.json.ShiftJson;

/** {@code /api/v1/schedules}: who has the shift when, how that is shared, and all of it as a calendar. */
@Component(service = SchedulesResource.class)
@JakartarsResource
@Path("schedules")
@Produces(Json.MEDIA_TYPE)
public final class SchedulesResource {

    /** Shifts of one answer. */
    private static final int MOST = 20_000;

    private final Engines engines;

    /** @param engines the on-call engine */
    @Activate
    public SchedulesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All schedules. */
    @GET
    public Items<ScheduleJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).ofOrder(engines.onCall().schedules(), ScheduleDeclaration::id, ScheduleJson::of);
    }

    /** The shifts that touch a stretch, gaps included; by default the next 30 days. */
    @GET
    @Path("{name}/shifts")
    public Items<ShiftJson> shifts(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Stretch stretch = Stretch.of(from, to, Duration.ofDays(30));
        OnCall onCall = engines.onCall();
        String found = Stretch.name(Stretch.schedule(onCall, name));
        List<Shift> shifts = Stretch.asked(() -> onCall.shifts(found, stretch.from(), stretch.to()));
        if (shifts.size() > MOST) {
            throw HttpProblem.badRequest("These are " + shifts.size() + " shifts; at most " + MOST
                    + " are told at once. Ask for a shorter stretch.");
        }
        return Items.all(shifts.stream()
                .map(shift -> ShiftJson.of(shift, Stretch.title(onCall, shift.person())))
                .toList());
    }

    /** How a stretch is shared; by default the next 90 days. */
    @GET
    @Path("{name}/shares")
    public Items<ShareJson> shares(
            @PathParam("name") String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Stretch stretch = Stretch.of(from, to, Duration.ofDays(90));
        OnCall onCall = engines.onCall();
        String found = Stretch.name(Stretch.schedule(onCall, name));
        return Items.all(Stretch.asked(() -> onCall.shares(found, stretch.from(), stretch.to())).stream()
                .map(share -> ShareJson.of(share, Stretch.title(onCall, share.person())))
                .toList());
    }

    /** The shifts as a calendar, for programs that subscribe to one; they are asked for name and password, or a token. */
    @GET
    @Path("{name}.ics")
    @Produces(CalendarFeed.MEDIA_TYPE)
    public Response calendar(@PathParam("name") String name) {
        OnCall onCall = engines.onCall();
        return CalendarFeed.answer(new CalendarFeed(onCall).schedule(Stretch.schedule(onCall, name)));
    }
}
