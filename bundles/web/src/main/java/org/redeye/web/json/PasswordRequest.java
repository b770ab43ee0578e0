package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A new password.
 *
 * @param password 8 to 256 characters
 */
public record PasswordRequest(@Nullable String password) {
    @Override
    public String toString() {
        return "PasswordRequest[]";
    }
}
