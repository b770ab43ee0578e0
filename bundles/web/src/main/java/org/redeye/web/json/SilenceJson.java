package org.redeye.web.json;

import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Silence;

/**
 * A silence, as it is and as somebody wants it. Times are milliseconds since the epoch.
 *
 * @param id its id; left out for a new one
 * @param match what it is about
 * @param owner who wants it; left out for who asks
 * @param reason why
 * @param from when it begins; left out for now
 * @param until when it ends
 */
public record SilenceJson(
        @Nullable String id,
        @Nullable MatchJson match,
        @Nullable String owner,
        @Nullable String reason,
        @Nullable Long from,
        @Nullable Long until) {

    /** As the engine has it. */
    public static SilenceJson of(Silence silence) {
        return new SilenceJson(
                silence.id(),
                MatchJson.of(silence.match()),
                silence.owner(),
                silence.reason(),
                silence.from().toEpochMilli(),
                silence.until().toEpochMilli());
    }
}
