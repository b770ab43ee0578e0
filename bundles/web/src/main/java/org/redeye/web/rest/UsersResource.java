package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.web.Engines;
import org.redeye.web.auth.Sessions;
import org.redeye.web.auth.Tokens;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.UserJson;
import org.redeye.web.json.UserRequest;

/** {@code /api/v1/users}: who may sign in. */
@Component(service = UsersResource.class)
@JakartarsResource
@Path("users")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("admin")
public final class UsersResource {

    private final Engines engines;
    private final Sessions sessions;
    private final Tokens tokens;

    /**
     * @param engines the user realm
     * @param sessions end with a new password
     * @param tokens end with their user
     */
    @Activate
    public UsersResource(@Reference Engines engines, @Reference Sessions sessions, @Reference Tokens tokens) {
        this.engines = engines;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** Everybody. */
    @GET
    public Items<UserJson> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
        return Window.of(limit, after).of(engines.users().list(), User::name, UserJson::of);
    }

    /** Makes a user, or gives one another role and password. Their sessions end, except the one that asks. */
    @PUT
    @Path("{name}")
    @Consumes(Json.MEDIA_TYPE)
    public UserJson put(@PathParam("name") String name, UserRequest request, @Context SecurityContext context) {
        Role role = Given.role(request.role());
        char[] password = Given.required("password", request.password()).toCharArray();
        if (role != Role.ADMIN) {
            keepAnAdmin(name);
        }
        try {
            engines.users().put(name, role, password);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        }
        sessions.endAll(name, Caller.of(context).key());
        return new UserJson(name, role.word());
    }

    /** Removes a user, their sessions and their tokens. */
    @DELETE
    @Path("{name}")
    public Response remove(@PathParam("name") String name) {
        keepAnAdmin(name);
        if (!engines.users().remove(name)) {
            throw HttpProblem.notFound("There is no user '" + name + "'.");
        }
        sessions.endAll(name, "");
        tokens.removeAll(name);
        return Response.noContent().build();
    }

    private void keepAnAdmin(String name) {
        boolean isAdmin = engines.users()
                .find(name)
                .filter(user -> user.role() == Role.ADMIN)
                .isPresent();
        boolean another = engines.users().list().stream()
                .anyMatch(user -> user.role() == Role.ADMIN && !user.name().equals(name));
        if (isAdmin && !another) {
            throw HttpProblem.of(409, "'" + name + "' is the only admin; make another one first.");
        }
    }
}
