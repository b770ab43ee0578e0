package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.redeye.web.auth.Tokens;

/**
 * A bearer token.
 *
 * @param id its name in the list
 * @param name what it is for
 * @param user whose it is
 * @param role what it may do at most
 * @param created when it was made, milliseconds since the epoch
 * @param expires when it ends; left out if it does not
 * @param token the token itself, only in the answer that makes it
 */
public record TokenJson(
        String id,
        String name,
        String user,
        String role,
        long created,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long expires,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    /** A token that is there. */
    public static TokenJson of(Tokens.Known known) {
        return of(known, null);
    }

    /** A token that has just been made. */
    public static TokenJson of(Tokens.Made made) {
        return of(made.known(), made.text());
    }

    private static TokenJson of(Tokens.Known known, @Nullable String text) {
        Tokens.Token token = known.token();
        return new TokenJson(
                known.id(), token.name(), token.user(), token.role(), token.created(), token.expires(), text);
    }

    @Override
    public String toString() {
        return name + " of " + user;
    }
}
