package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.notify.ChannelDeclaration;
import org.redeye.api.notify.Channels;
import org.redeye.api.notify.Notification;
import org.redeye.web.Engines;
import org.redeye.web.NotifyEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.ChannelJson;
import org.redeye.web.json.ChannelTestRequest;
import org.redeye.web.json.DeliveryJson;
import org.redeye.web.json.Items;

/** {@code /api/v1/channels}: by what people are called, and whether it works. */
@Component(service = ChannelsResource.class)
@JakartarsResource
@Path("channels")
@Produces(Json.MEDIA_TYPE)
@Consumes(Json.MEDIA_TYPE)
public final class ChannelsResource {

    private static final int LONGEST_ADDRESS = 2_000;

    private final NotifyEngines notify;
    private final Engines engines;
    private final Clock clock = Clock.systemUTC();

    /**
     * @param notify the channels engine
     * @param engines this instance
     */
    @Activate
    public ChannelsResource(@Reference NotifyEngines notify, @Reference Engines engines) {
        this.notify = notify;
        this.engines = engines;
    }

    /** All channels, ordered by name. */
    @GET
    public Items<ChannelJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        Channels channels = notify.channels();
        return Window.of(limit, after)
                .ofOrder(
                        channels.list(),
                        ChannelDeclaration::id,
                        channel ->
                                ChannelJson.of(channel, channels.refuse(channel.packageName() + "/" + channel.name())));
    }

    /** Sends a test notice. A name that two packages use is {@code package/name}, its slash percent-encoded. */
    @POST
    @Path("{name}/test")
    @RolesAllowed("operator")
    public CompletionStage<DeliveryJson> test(
            @PathParam("name") String name, ChannelTestRequest request, @Context SecurityContext security) {
        String to = request.to() == null ? "" : request.to();
        if (to.length() > LONGEST_ADDRESS) {
            throw HttpProblem.unprocessable(
                    "'to' has " + to.length() + " characters; at most " + LONGEST_ADDRESS + ".");
        }
        Channels channels = notify.channels();
        if (channels.find(name).isEmpty()) {
            throw HttpProblem.notFound(channels.refuse(name));
        }
        Notification notice = Notification.test(
                to, Caller.of(security).name(), engines.platform().node(), clock.instant());
        return channels.send(name, notice, Optional::empty).thenApply(DeliveryJson::of);
    }
}
