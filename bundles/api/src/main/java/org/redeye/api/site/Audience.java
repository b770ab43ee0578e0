package org.redeye.api.site;

import org.redeye.api.security.Role;

/**
 * Who is served.
 *
 * @param isPublic whether anybody is, signed in or not
 * @param role the least role that is served if it is not public
 */
public record Audience(boolean isPublic, Role role) {

    /** Anybody. */
    public static final Audience ANYBODY = new Audience(true, Role.VIEWER);

    /** Whoever is signed in with at least this role. */
    public static Audience of(Role role) {
        return new Audience(false, role);
    }

    /** The word for it: {@code public}, or that of the role. */
    public String word() {
        return isPublic ? "public" : role.word();
    }
}
