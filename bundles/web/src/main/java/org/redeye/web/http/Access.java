package org.redeye.web.http;

import java.util.Optional;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Identity;

/** Whether somebody may. */
public final class Access {

    private Access() {}

    /**
     * Turns away who may not.
     *
     * @throws HttpProblem 401 if nobody is signed in, 403 if the role is too low
     */
    public static void require(Optional<Identity> identity, Role role) {
        Identity someone = identity.orElseThrow(() -> HttpProblem.unauthorized("Nobody is signed in."));
        if (!someone.role().includes(role)) {
            throw HttpProblem.forbidden("This takes the role " + role.word() + "; " + someone.name() + " has the role "
                    + someone.role().word() + " here.");
        }
    }
}
