package org.redeye.web.json;

import org.redeye.web.auth.Identity;

/**
 * Who is signed in.
 *
 * @param user the name
 * @param role what they may do
 * @param csrf what a changing request must carry in {@code X-REM-CSRF}; empty unless a session cookie was sent
 */
public record SessionJson(String user, String role, String csrf) {

    /** What a person may know of themselves. */
    public static SessionJson of(Identity identity) {
        return new SessionJson(identity.name(), identity.role().word(), identity.csrf());
    }

    @Override
    public String toString() {
        return user;
    }
}
