package org.redeye.api.site;

import java.util.Locale;
import org.redeye.api.section.Item;
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

    /**
     * Whom an item serves whose section has the fields {@code public} (a boolean) and {@code role} (the word of a role, with
     * a default): anybody, or whoever has that role.
     *
     * @throws IllegalArgumentException if the item has neither
     */
    public static Audience of(Item item) {
        boolean isPublic = item.value("public", Boolean.class, false);
        return isPublic ? ANYBODY : of(Role.valueOf(item.text("role").toUpperCase(Locale.ROOT)));
    }

    /** The word for it: {@code public}, or that of the role. */
    public String word() {
        return isPublic ? "public" : role.word();
    }
}
