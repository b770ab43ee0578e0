package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Condition;

/**
 * A condition of which is asked whom it would call.
 *
 * @param source the rule
 * @param packageName in JSON {@code package}
 * @param subject the check, the series, or any name
 * @param host the host
 * @param severity info, warning or critical; critical if left out
 * @param role the role; left out if the routes decide
 * @param summary one line
 * @param labels free words
 * @param at when it would be found, milliseconds since the epoch; now if left out
 * @param lengthSeconds how long it would last; one day if left out
 */
public record ForesightRequest(
        @Nullable String source,
        @JsonProperty("package") @Nullable String packageName,
        @Nullable String subject,
        @Nullable String host,
        @Nullable String severity,
        @Nullable String role,
        @Nullable String summary,
        @Nullable Map<String, String> labels,
        @Nullable Long at,
        @Nullable Double lengthSeconds) {

    /** The condition, found at a time. */
    public Condition condition(Instant when) {
        String about = or(subject, "anything");
        return new Condition(
                "foreseen|" + (about.length() > 300 ? about.substring(0, 300) : about),
                or(source, "foreseen"),
                or(packageName, ""),
                about,
                or(host, ""),
                MatchJson.severity(or(severity, "critical")),
                true,
                when,
                or(role, ""),
                or(summary, about),
                "",
                labels == null ? Map.of() : labels,
                Map.of(),
                Map.of());
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
