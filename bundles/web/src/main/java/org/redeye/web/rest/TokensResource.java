package org.redeye.web.rest;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Identity;
import org.redeye.web.auth.Tokens;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Window;
import org.redeye.web.json.Items;
import org.redeye.web.json.TokenJson;
import org.redeye.web.json.TokenRequest;

/** {@code /api/v1/tokens}: bearer tokens for scripts. One sees one's own; an admin sees all. */
@Component(service = TokensResource.class)
@JakartarsResource
@Path("tokens")
@Produces(Json.MEDIA_TYPE)
@RolesAllowed("viewer")
public final class TokensResource {

    private final Tokens tokens;

    /** @param tokens where they are kept */
    @Activate
    public TokensResource(@Reference Tokens tokens) {
        this.tokens = tokens;
    }

    /** The tokens. */
    @GET
    public Items<TokenJson> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext context) {
        Identity caller = Caller.of(context);
        List<Tokens.Known> theirs = tokens.list().stream()
                .filter(known -> mayTouch(caller, known.token()))
                .toList();
        return Window.of(limit, after).of(theirs, Tokens.Known::id, TokenJson::of);
    }

    /** Makes a token; the answer is the only one that shows it. */
    @POST
    @Consumes(Json.MEDIA_TYPE)
    public Response make(TokenRequest request, @Context SecurityContext context) {
        Identity caller = Caller.inPerson(context);
        Role role = Given.role(request.role());
        if (!caller.role().includes(role)) {
            throw HttpProblem.forbidden("A token cannot do more than its owner, who has the role "
                    + caller.role().word() + ".");
        }
        String name = Given.text("name", request.name(), 100);
        return Response.status(201)
                .entity(TokenJson.of(tokens.make(caller.name(), name, role, request.expires())))
                .build();
    }

    /** Takes a token back. */
    @DELETE
    @Path("{id}")
    public Response remove(@PathParam("id") String id, @Context SecurityContext context) {
        Identity caller = Caller.of(context);
        if (tokens.get(id).filter(token -> mayTouch(caller, token)).isEmpty()) {
            throw HttpProblem.notFound("There is no token '" + id + "' of yours.");
        }
        tokens.remove(id);
        return Response.noContent().build();
    }

    private static boolean mayTouch(Identity caller, Tokens.Token token) {
        return caller.role() == Role.ADMIN || token.user().equals(caller.name());
    }
}
