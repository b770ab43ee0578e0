package org.redeye.web.json;

import org.redeye.api.security.User;

/**
 * Somebody who may sign in.
 *
 * @param name the name
 * @param role what they may do
 */
public record UserJson(String name, String role) {

    /** A user of the realm. */
    public static UserJson of(User user) {
        return new UserJson(user.name(), user.role().word());
    }
}
