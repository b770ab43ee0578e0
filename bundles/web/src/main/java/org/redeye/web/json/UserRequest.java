package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A user as they shall be.
 *
 * @param role what they may do
 * @param password the new password, 8 to 256 characters
 */
public record UserRequest(@Nullable String role, @Nullable String password) {
    @Override
    public String toString() {
        return "UserRequest[" + role + "]";
    }
}
