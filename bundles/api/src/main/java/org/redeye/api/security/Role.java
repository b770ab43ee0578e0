package org.redeye.api.security;

import java.util.Locale;

/** What a person or token may do. Each role may do what those before it may. */
public enum Role {
    /** Look at everything that is not secret. */
    VIEWER,
    /** Run checks and jobs, acknowledge alerts. */
    OPERATOR,
    /** Change packages. */
    EDITOR,
    /** Change users, plugins and the container itself. */
    ADMIN;

    /** Whether this role may do what the other may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The word for it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
