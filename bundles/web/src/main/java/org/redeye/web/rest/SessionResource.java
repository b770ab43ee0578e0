package org.redeye.web.rest;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.web.Engines;
import org.redeye.web.auth.Authenticator;
import org.redeye.web.auth.Identity;
import org.redeye.web.auth.Sessions;
import org.redeye.web.auth.SignInLink;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.json.PasswordRequest;
import org.redeye.web.json.SessionJson;
import org.redeye.web.json.SignIn;

/** {@code /api/v1/session}: signing in and out, and one's own password. */
@Component(service = SessionResource.class)
@JakartarsResource
@Path("session")
@Produces(Json.MEDIA_TYPE)
public final class SessionResource {

    private final Engines engines;
    private final Authenticator authenticator;
    private final Sessions sessions;

    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable SignInLink link;

    /**
     * @param engines the user realm
     * @param authenticator knows the cookie
     * @param sessions where a sign-in begins one
     */
    @Activate
    public SessionResource(
            @Reference Engines engines, @Reference Authenticator authenticator, @Reference Sessions sessions) {
        this.engines = engines;
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    /** Who is signed in. */
    @GET
    public SessionJson get(@Context SecurityContext context) {
        return SessionJson.of(Caller.of(context));
    }

    /** Signs in; a session that the browser had before ends. */
    @POST
    @PermitAll
    @Consumes(Json.MEDIA_TYPE)
    public Response signIn(SignIn signIn, @Context HttpServletRequest request) {
        String token = signIn.token();
        boolean first = token != null;
        User user = token == null ? byPassword(signIn, request) : byLink(token);
        authenticator.cookie(request).ifPresent(sessions::endById);
        Sessions.Opened opened = sessions.open(user, first);
        return Response.ok(SessionJson.of(opened.identity()))
                .header("Set-Cookie", cookie(opened.id(), Sessions.LONGEST.toSeconds(), request))
                .build();
    }

    /** Signs out. */
    @DELETE
    @RolesAllowed("viewer")
    public Response signOut(@Context SecurityContext context, @Context HttpServletRequest request) {
        Identity identity = Caller.of(context);
        if (identity.means() == Identity.Means.SESSION) {
            sessions.end(identity.key());
        }
        return Response.noContent().header("Set-Cookie", cookie("", 0, request)).build();
    }

    /** Sets one's own password, the first one included. Everybody else who is signed in as the same user is out. */
    @PUT
    @Path("password")
    @RolesAllowed("viewer")
    @Consumes(Json.MEDIA_TYPE)
    public Response password(PasswordRequest request, @Context SecurityContext context) {
        Identity identity = Caller.inPerson(context);
        Role role = engines.users().find(identity.name()).map(User::role).orElse(identity.role());
        char[] password = Given.required("password", request.password()).toCharArray();
        try {
            engines.users().put(identity.name(), role, password);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.unprocessable(String.valueOf(e.getMessage()));
        }
        if (identity.means() == Identity.Means.SESSION) {
            sessions.settle(identity.key());
        }
        sessions.endAll(identity.name(), identity.key());
        return Response.noContent().build();
    }

    private User byPassword(SignIn signIn, HttpServletRequest request) {
        String name = Given.required("name", signIn.name());
        char[] password = Given.required("password", signIn.password()).toCharArray();
        return engines.users()
                .authenticate(name, password, request.getRemoteAddr())
                .orElseThrow(() -> HttpProblem.unauthorized(
                        "Name or password is wrong," + " or there were too many wrong ones: then try again later."));
    }

    private User byLink(String token) {
        return Optional.ofNullable(link)
                .flatMap(known -> known.redeem(token))
                .orElseThrow(() -> HttpProblem.unauthorized("The sign-in link is wrong or was used."
                        + " While there is no user, each start of the server makes a new one."));
    }

    private String cookie(String value, long seconds, HttpServletRequest request) {
        return authenticator.cookieName() + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                + (request.isSecure() ? "; Secure" : "");
    }
}
