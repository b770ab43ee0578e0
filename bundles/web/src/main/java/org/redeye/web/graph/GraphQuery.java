package org.redeye.web.graph;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Parameters;

/**
 * What stands behind the question mark of a graph's address.
 *
 * @param unit which unit of a check
 * @param span the time; the last hour if nothing is said
 * @param width pixels
 * @param height pixels
 * @param theme empty if nothing is said
 * @param zone the server's if nothing is said
 */
record GraphQuery(Optional<String> unit, Span span, int width, int height, Optional<Theme> theme, ZoneId zone) {

    private static final int WIDTH = 500;
    private static final int HEIGHT = 180;
    private static final Duration RANGE = Duration.ofHours(1);
    /** A page shows it larger. */
    private static final int PAGE_WIDTH = 900;

    private static final int PAGE_HEIGHT = 280;

    static GraphQuery ofPicture(HttpServletRequest request) {
        return of(request, WIDTH, HEIGHT);
    }

    static GraphQuery ofPage(HttpServletRequest request) {
        return of(request, PAGE_WIDTH, PAGE_HEIGHT);
    }

    private static GraphQuery of(HttpServletRequest request, int width, int height) {
        return new GraphQuery(
                Optional.ofNullable(request.getParameter("unit")),
                span(request.getParameter("range"), request.getParameter("from"), request.getParameter("to")),
                size("w", request, width, GraphSpec.LEAST_WIDTH, GraphSpec.MOST_WIDTH),
                size("h", request, height, GraphSpec.LEAST_HEIGHT, GraphSpec.MOST_HEIGHT),
                Optional.ofNullable(request.getParameter("theme")).map(GraphQuery::theme),
                Optional.ofNullable(request.getParameter("zone"))
                        .map(GraphQuery::zone)
                        .orElseGet(ZoneId::systemDefault));
    }

    private static Span span(@Nullable String range, @Nullable String from, @Nullable String to) {
        try {
            if (from == null && to == null) {
                return new Span.Last(range == null ? RANGE : Duration.ofMillis(Parameters.duration("range", range)));
            }
            if (range != null || from == null || to == null) {
                throw HttpProblem.badRequest("Expected either 'range', or both 'from' and 'to'.");
            }
            return new Span.Between(Parameters.time("from", from), Parameters.time("to", to));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static int size(String name, HttpServletRequest request, int otherwise, int least, int most) {
        String text = request.getParameter(name);
        return text == null ? otherwise : Parameters.integer(name, text, least, most);
    }

    private static Theme theme(String text) {
        for (Theme theme : Theme.values()) {
            if (theme.word().equals(text)) {
                return theme;
            }
        }
        throw HttpProblem.badRequest("'theme' is '" + text + "'; expected one of light, dark.");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw HttpProblem.badRequest(
                    "'zone' is '" + text + "'; expected a time zone such as UTC or Europe/Berlin.");
        }
    }

    /** What shall be drawn. */
    GraphSpec spec(String id, PictureFormat format) {
        return new GraphSpec(id, unit, span, width, height, theme.orElse(Theme.LIGHT), format, zone);
    }
}
