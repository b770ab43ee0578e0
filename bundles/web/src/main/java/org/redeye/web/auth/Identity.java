package org.redeye.web.auth;

import java.security.Principal;
import org.redeye.api.security.Role;

/**
 * Who asks.
 *
 * @param name the name of the user
 * @param role what this request may do: the user's role, or a token's lower one
 * @param means how they said who they are
 * @param key the key of the session or token; empty for a password. Not a secret
 * @param csrf what a changing request of a session must carry; empty otherwise
 */
public record Identity(String name, Role role, Means means, String key, String csrf) implements Principal {

    /** How somebody says who they are. */
    public enum Means {
        /** A cookie from a sign-in. */
        SESSION,
        /** A bearer token. */
        TOKEN,
        /** Name and password with each request. */
        BASIC
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String toString() {
        return name + " (" + role.word() + ", " + means + ")";
    }
}
