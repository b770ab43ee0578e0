package org.redeye.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import org.redeye.web.auth.Identity;
import org.redeye.web.http.HttpProblem;

/** Who calls a resource. */
final class Caller {

    private Caller() {}

    static Identity of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Identity identity) {
            return identity;
        }
        throw HttpProblem.unauthorized("Nobody is signed in.");
    }

    /** Turns tokens away from what would let one that leaked live on or grow. */
    static Identity inPerson(SecurityContext context) {
        Identity identity = of(context);
        if (identity.means() == Identity.Means.TOKEN) {
            throw HttpProblem.forbidden("A token cannot do this; sign in with name and password.");
        }
        return identity;
    }
}
