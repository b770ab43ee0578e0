package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.web.http.HttpProblem;

/**
 * Which conditions are meant: patterns with {@code *}; what is left out fits all.
 *
 * @param source the rule
 * @param subject the check or series
 * @param host the host
 * @param packageName in JSON {@code package}
 * @param severity the least severity
 * @param labels patterns by label
 */
public record MatchJson(
        @Nullable String source,
        @Nullable String subject,
        @Nullable String host,
        @JsonProperty("package") @Nullable String packageName,
        @Nullable String severity,
        @Nullable Map<String, String> labels) {

    private static final int LONGEST = 400;

    /** As the engine has it. */
    public static MatchJson of(Match match) {
        return new MatchJson(
                match.source(),
                match.subject(),
                match.host(),
                match.packageName(),
                match.severity().word(),
                new TreeMap<>(match.labels()));
    }

    /** @throws HttpProblem 422 if something of it cannot be */
    public Match match() {
        Map<String, String> words = labels == null ? Map.of() : labels;
        if (words.size() > 32 || words.values().stream().anyMatch(value -> value == null || value.length() > LONGEST)) {
            throw HttpProblem.unprocessable("'labels' has at most 32 entries of " + LONGEST + " characters.");
        }
        return new Match(
                pattern("source", source),
                pattern("subject", subject),
                pattern("host", host),
                pattern("package", packageName),
                severity(severity),
                words);
    }

    private static String pattern(String name, @Nullable String text) {
        if (text != null && text.length() > LONGEST) {
            throw HttpProblem.unprocessable("'" + name + "' has more than " + LONGEST + " characters.");
        }
        return text == null ? "" : text;
    }

    /** @throws HttpProblem 422 if it is none; nothing is the least */
    public static Severity severity(@Nullable String word) {
        return word == null || word.isEmpty()
                ? Severity.INFO
                : Arrays.stream(Severity.values())
                        .filter(severity -> severity.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> HttpProblem.unprocessable(
                                "'severity' is '" + word + "'; expected one of info, warning, critical."));
    }
}
