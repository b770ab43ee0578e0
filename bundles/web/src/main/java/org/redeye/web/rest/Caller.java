package org.redeye.web.rest;

import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Change;
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

    /**
     * A change that this caller makes.
     *
     * @param why what for, if the caller says so
     * @throws HttpProblem 400 if the reason is too long
     */
    static Change change(SecurityContext context, @Nullable String why) {
        String reason = why == null ? "" : why;
        if (reason.length() > Change.MAX_WHY) {
            throw HttpProblem.badRequest(
                    "'why' has " + reason.length() + " characters; at most " + Change.MAX_WHY + " are kept.");
        }
        Identity caller = of(context);
        return Change.by(caller.name()).because(reason).as(caller.role());
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
