package org.redeye.web.json;

import org.jspecify.annotations.Nullable;

/**
 * A revision that shall be in force again.
 *
 * @param revision the commit, 4 to 40 hexadecimal digits
 * @param why what for, for the history; null if nobody says
 */
public record RollbackRequest(
        @Nullable String revision, @Nullable String why) {}
