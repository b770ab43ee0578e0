package org.redeye.web.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.oncall.OnCall;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;
import org.redeye.web.json.Items;
import org.redeye.web.json.RoleJson;

/** {@code /api/v1/roles}: the accounts that alerts go to, with who holds each now. */
@Component(service = RolesResource.class)
@JakartarsResource
@Path("roles")
@Produces(Json.MEDIA_TYPE)
public final class RolesResource {

    private final Engines engines;

    /** @param engines the on-call engine */
    @Activate
    public RolesResource(@Reference Engines engines) {
        this.engines = engines;
    }

    /** All roles. */
    @GET
    public Items<RoleJson> list() {
        OnCall onCall = engines.onCall();
        Instant now = Instant.now();
        return Items.all(onCall.roles().stream()
                .flatMap(role -> Stretch.holder(onCall, role, now).map(holding -> RoleJson.of(role, holding)).stream())
                .toList());
    }
}
