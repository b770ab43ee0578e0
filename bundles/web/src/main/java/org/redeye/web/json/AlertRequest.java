package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does to one alert, or several; each action takes what it needs of it.
 *
 * @param reason in their words, up to 500 characters
 * @param until when an acknowledgement ends, milliseconds since the epoch
 * @param person whom it is given to
 * @param text a note
 * @param ids of several alerts
 * @param action what is done to several
 * @param dryRun whether nothing is done, and only told what would be
 */
public record AlertRequest(
        @Nullable String reason,
        @Nullable Long until,
        @Nullable String person,
        @Nullable String text,
        @Nullable List<String> ids,
        @Nullable String action,
        @Nullable Boolean dryRun) {

    /** Nothing is said. */
    public static final AlertRequest NOTHING = new AlertRequest(null, null, null, null, null, null, null);
}
