package org.redeye.web.plugin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Map;

/** What a plugin of a stranger may bring: it lives in a bundle of its own and knows nothing of this one. */
@Path("greetings")
@Produces("application/json")
public final class GreetingResource {

    @GET
    public Map<String, Object> greet() {
        return Map.of("words", List.of("hello"));
    }

    @PUT
    public Map<String, Object> saysNothingOfRoles(Map<String, Object> body) {
        return body;
    }

    @DELETE
    public String needsNoJson() {
        return "{}";
    }

    @POST
    @RolesAllowed("operator")
    public Map<String, Object> forOperators(Map<String, Object> body) {
        return body;
    }

    @GET
    @Path("broken")
    public Map<String, Object> broken() {
        throw new IllegalStateException("the secret of the plugin");
    }
}
