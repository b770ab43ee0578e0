package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.oncall.PersonDeclaration;
import org.redeye.api.schema.Nearest;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.PersonJson;

/** {@code /api/v1/people}: who may be called, and the calendar of each. */
@Component(service = PeopleResource.class)
@JakartarsResource
@Path("people")
@Produces(Json.MEDIA_TYPE)
public final class PeopleResource {

    private final Engines engines;

    /** @param engines the on-call engine */
    @Activate
    public PeopleResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All people. */
    @GET
    public Items<PersonJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).ofOrder(engines.onCall().people(), PersonDeclaration::id, PersonJson::of);
    }

    /** The shifts of a person in all schedules, as a calendar. */
    @GET
    @Path("{name}.ics")
    @Produces(CalendarFeed.MEDIA_TYPE)
    public Response calendar(@PathParam("name") String name) {
        OnCall onCall = engines.onCall();
        return CalendarFeed.answer(new CalendarFeed(onCall).person(person(onCall, name)));
    }

    private static PersonDeclaration person(OnCall onCall, String name) {
        return onCall.person(name).orElseThrow(() -> {
            String near = Nearest.to(
                    name, onCall.people().stream().map(PersonDeclaration::name).toList());
            return HttpProblem.notFound(
                    "There is no person '" + name + "'." + (near.isEmpty() ? "" : " Did you mean '" + near + "'?"));
        });
    }
}
