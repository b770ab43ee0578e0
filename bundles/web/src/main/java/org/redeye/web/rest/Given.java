package org.redeye.web.rest;

import org.jspecify.annotations.Nullable;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Tokens;
import org.redeye.web.http.HttpProblem;

/** Checks what stands in a body. */
final class Given {

    private Given() {}

    /** @throws HttpProblem 422 if it is missing */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw HttpProblem.unprocessable("'" + field + "' is missing.");
        }
        return value;
    }

    /** @throws HttpProblem 422 if it is missing, empty or too long */
    static String text(String field, @Nullable String value, int longest) {
        String text = required(field, value);
        if (text.isBlank() || text.length() > longest) {
            throw HttpProblem.unprocessable("'" + field + "' must have 1 to " + longest + " characters.");
        }
        return text;
    }

    /** @throws HttpProblem 422 if it is no role */
    static Role role(@Nullable String word) {
        String text = required("role", word);
        return Tokens.role(text)
                .orElseThrow(() -> HttpProblem.unprocessable(
                        "'role' is '" + text + "'; expected one of viewer, operator, editor, admin."));
    }
}
