package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.security.Role;
import org.redeye.api.series.Consolidation;
import org.redeye.api.series.Points;
import org.redeye.api.series.Series;
import org.redeye.api.series.SeriesInfo;
import org.redeye.web.Engines;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;
import org.redeye.web.http.Parameters;
import org.redeye.web.json.PointsRequest;

/** {@code POST /api/v1/points}: the points of many series in one answer, as charts need them. Changes nothing. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HotContext.SELECT)
@HttpWhiteboardServletPattern("/points")
public final class PointsServlet extends ApiServlet {

    static final long HOUR = 3_600_000;

    private static final long serialVersionUID = 1;
    private static final int MOST_SERIES = 1000;
    private static final int MOST_GLOBS = 1000;
    private static final int DEFAULT_POINTS = 600;
    private static final int MOST_POINTS = 10_000;

    private final transient Engines engines;
    private final transient Clock clock = Clock.systemUTC();

    /** @param engines the series engine */
    @Activate
    public PointsServlet(@Reference Engines engines) {
        super("POST", Optional.of(Role.VIEWER));
        this.engines = engines;
    }

    private record Wanted(long from, long to, int points, Consolidation consolidation) {}

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PointsRequest asked = Json.MAPPER.readValue(request.getInputStream(), PointsRequest.class);
        if (asked == null) {
            throw HttpProblem.badRequest("The body is empty; expected an object with 'match' or 'ids'.");
        }
        Wanted wanted = wanted(asked);
        Series series = engines.series();
        Set<String> ids = ids(asked, series);
        boolean truncated = ids.size() > MOST_SERIES;
        response.setContentType(Json.MEDIA_TYPE);
        try (JsonGenerator json = Json.MAPPER.createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeNumberField("from", wanted.from());
            json.writeNumberField("to", wanted.to());
            json.writeArrayFieldStart("series");
            for (String id : ids.stream().limit(MOST_SERIES).toList()) {
                Optional<Points> points = read(series, id, wanted);
                if (points.isPresent()) {
                    write(json, id, points.get());
                }
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", truncated);
            json.writeEndObject();
        }
    }

    private Wanted wanted(PointsRequest asked) {
        long to = asked.to() == null ? clock.millis() : asked.to();
        long from = asked.from() == null ? to - HOUR : asked.from();
        if (from < 0 || from >= to) {
            throw HttpProblem.unprocessable("'from' must be less than 'to'; it is " + from + ", 'to' is " + to + ".");
        }
        int points = asked.points() == null ? DEFAULT_POINTS : asked.points();
        if (points < 1 || points > MOST_POINTS) {
            throw HttpProblem.unprocessable("'points' is " + points + "; expected 1 to " + MOST_POINTS + ".");
        }
        String consolidation = asked.consolidation() == null ? "average" : asked.consolidation();
        return new Wanted(from, to, points, Parameters.consolidation(consolidation));
    }

    /** At most one more than may be answered, so that it is known whether some are left off. */
    private static Set<String> ids(PointsRequest asked, Series series) {
        List<String> ids = given(asked.ids());
        List<String> globs = given(asked.match());
        if (ids.isEmpty() && globs.isEmpty()) {
            throw HttpProblem.unprocessable("'match' or 'ids' must name series.");
        }
        if (globs.size() > MOST_GLOBS) {
            throw HttpProblem.unprocessable("'match' has " + globs.size() + " globs; at most " + MOST_GLOBS + ".");
        }
        var found = new LinkedHashSet<String>(ids);
        for (String glob : globs) {
            if (found.size() > MOST_SERIES) {
                break;
            }
            series.find(glob, "", MOST_SERIES + 1).stream().map(SeriesInfo::id).forEach(found::add);
        }
        return found;
    }

    private static List<String> given(@Nullable List<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().filter(Objects::nonNull).toList();
    }

    private static Optional<Points> read(Series series, String id, Wanted wanted) {
        long step = Math.max(1, (wanted.to() - wanted.from() + wanted.points() - 1) / wanted.points());
        return series.read(id, wanted.from(), wanted.to(), step, wanted.consolidation());
    }

    private static void write(JsonGenerator json, String id, Points points) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("unit", points.key().unit());
        json.writeStringField("check", points.key().check());
        json.writeStringField("metric", points.key().metric());
        json.writeStringField("item", points.key().item());
        json.writeNumberField("from", points.from());
        json.writeNumberField("step", points.step());
        json.writeArrayFieldStart("values");
        for (double value : points.values()) {
            Numbers.write(json, value);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
