package org.redeye.web.rest;

import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Match;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.MatchJson;

/** Which alerts are asked for, as it stands behind the question mark. Filled by Jakarta REST. */
public final class AlertFilter {

    /** More are not told at once. */
    static final int MOST = 1_000;

    private static final int USUAL = 100;

    /** States, separated by commas. */
    @QueryParam("state")
    public @Nullable String state;

    /** The least severity. */
    @QueryParam("severity")
    public @Nullable String severity;

    /** A pattern. */
    @QueryParam("host")
    public @Nullable String host;

    /** A pattern. */
    @QueryParam("subject")
    public @Nullable String subject;

    /** A pattern. */
    @QueryParam("source")
    public @Nullable String source;

    /** A pattern. */
    @QueryParam("package")
    public @Nullable String packageName;

    /** A role. */
    @QueryParam("role")
    public @Nullable String role;

    /** Some words. */
    @QueryParam("text")
    public @Nullable String text;

    /** Milliseconds since the epoch. */
    @QueryParam("from")
    public @Nullable String from;

    /** Milliseconds since the epoch. */
    @QueryParam("to")
    public @Nullable String to;

    /** An alert's id. */
    @QueryParam("after")
    public @Nullable String after;

    /** At most so many. */
    @QueryParam("limit")
    public @Nullable String limit;

    int limit() {
        return limit == null ? USUAL : Parameters.integer("limit", limit, 1, MOST);
    }

    AlertQuery query(int most) {
        var match =
                new Match(or(source), or(subject), or(host), or(packageName), MatchJson.severity(severity), Map.of());
        return new AlertQuery(states(), match, or(role), or(text), time("from", from), time("to", to), or(after), most);
    }

    private Set<AlertState> states() {
        Set<AlertState> states = EnumSet.noneOf(AlertState.class);
        for (String word : or(state).split(",")) {
            if (!word.isBlank()) {
                states.add(Arrays.stream(AlertState.values())
                        .filter(one -> one.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> HttpProblem.badRequest(
                                "'state' is '" + word + "'; expected some of open, acknowledged, resolved.")));
            }
        }
        return states;
    }

    private static Optional<Instant> time(String name, @Nullable String text) {
        return text == null || text.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Parameters.time(name, text)));
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
