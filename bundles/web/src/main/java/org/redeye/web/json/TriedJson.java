package org.redeye.web.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Fallbacks;

/**
 * How an answer was found.
 *
 * @param answered the package that answered; null if nobody could
 * @param tried the packages that were asked, in that order
 */
public record TriedJson(@Nullable String answered, List<String> tried) {

    /** How an answer was found. */
    public static TriedJson of(Fallbacks.Answer<?> answer) {
        return new TriedJson(UnitJson.nullIfEmpty(answer.from()), answer.tried());
    }
}
