package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A sign-in: name and password, or the token of the one-time link.
 *
 * @param name the user
 * @param password the password
 * @param token what stands behind {@code #token=} in the link
 */
public record SignIn(
        @Nullable String name,
        @Nullable String password,
        @Nullable String token) {
    @Override
    public String toString() {
        return "SignIn[" + name + "]";
    }
}
