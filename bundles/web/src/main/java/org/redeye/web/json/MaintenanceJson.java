package org.redeye.web.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.alert.Window;
import org.redeye.web.http.HttpProblem;

/**
 * A window of maintenance. Times are milliseconds since the epoch.
 *
 * @param id of the declaration, or its own
 * @param title its name for people
 * @param match what is worked on
 * @param by who opened it, or the declaration
 * @param from when it begins
 * @param until when it ends
 * @param declared whether a package declares it
 */
public record MaintenanceJson(
        String id, String title, Worked match, String by, long from, long until, boolean declared) {

    /** A window as the engine tells of it. */
    public static MaintenanceJson of(Window window) {
        return new MaintenanceJson(
                window.id(),
                window.title(),
                Worked.of(window.match()),
                window.by(),
                window.from().toEpochMilli(),
                window.until().toEpochMilli(),
                window.by().equals(window.id()));
    }

    /**
     * What is worked on, as patterns; null or empty fits all.
     *
     * @param source the id of the rule
     * @param subject the id of the check or series
     * @param host the name of the host
     * @param packageName the package
     * @param severity the least severity
     * @param labels by label
     */
    public record Worked(
            @Nullable String source,
            @Nullable String subject,
            @Nullable String host,
            @JsonProperty("package") @Nullable String packageName,
            @Nullable String severity,
            @Nullable Map<String, String> labels) {

        static Worked of(Match match) {
            return new Worked(
                    match.source(),
                    match.subject(),
                    match.host(),
                    match.packageName(),
                    match.severity().word(),
                    match.labels());
        }

        /** As the engine wants it. @throws HttpProblem 422 if nothing is said, or the severity is none */
        public Match match() {
            Map<String, String> patterns = labels == null ? Map.of() : labels;
            var match = new Match(
                    given(source),
                    given(subject),
                    given(host),
                    given(packageName),
                    severity(given(severity)),
                    patterns);
            if (match.equals(Match.ALL)) {
                throw HttpProblem.unprocessable(
                        "'match' says nothing of what is worked on; {\"subject\": \"*\"} is everything.");
            }
            return match;
        }

        private static String given(@Nullable String text) {
            return text == null ? "" : text;
        }

        private static Severity severity(String word) {
            return Arrays.stream(Severity.values())
                    .filter(severity -> word.isEmpty() || severity.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> HttpProblem.unprocessable(
                            "'severity' is '" + word + "'; expected one of info, warning, critical."));
        }
    }
}
