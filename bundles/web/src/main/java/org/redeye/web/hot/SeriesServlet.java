package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
import org.redeye.web.http.Window;
import org.redeye.web.json.SeriesJson;
import org.redeye.web.whiteboard.ApiContext;

/** {@code GET /api/v1/series} and {@code GET /api/v1/series/{id}/points}. An id has slashes, encoded or not. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(ApiContext.SELECT)
@HttpWhiteboardServletPattern("/series/*")
public final class SeriesServlet extends ApiServlet {

    private static final long serialVersionUID = 1;
    private static final String PREFIX = "/api/v1/series/";
    private static final String POINTS = "/points";
    private static final int MOST_GLOBS = 100;

    private final transient Engines engines;
    private final transient Clock clock = Clock.systemUTC();

    /** @param engines the series engine */
    @Activate
    public SeriesServlet(@Reference Engines engines) {
        super("GET", Optional.of(Role.VIEWER));
        this.engines = engines;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = below(PREFIX, request);
        if (below.isEmpty()) {
            list(request, response);
        } else if (below.endsWith(POINTS)) {
            points(below.substring(0, below.length() - POINTS.length()), request, response);
        } else {
            Json.write(response, 200, SeriesJson.of(engines.series().get(below).orElseThrow(() -> missing(below))));
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] match = request.getParameterValues("match");
        List<String> globs = match == null ? List.of("*") : List.of(match);
        if (globs.size() > MOST_GLOBS) {
            throw HttpProblem.badRequest("At most " + MOST_GLOBS + " times 'match'; here are " + globs.size() + ".");
        }
        Window window = Window.of(request.getParameter("limit"), request.getParameter("after"));
        var found = new TreeMap<String, SeriesInfo>();
        for (String glob : globs) { // one more than asked for tells whether there is more
            engines.series().find(glob, window.after(), window.limit() + 1).forEach(info -> found.put(info.id(), info));
        }
        Json.write(response, 200, window.of(List.copyOf(found.values()), SeriesInfo::id, SeriesJson::of));
    }

    private void points(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Series series = engines.series();
        SeriesInfo info = series.get(id).orElseThrow(() -> missing(id));
        String toText = request.getParameter("to");
        long to = toText == null ? clock.millis() : Parameters.time("to", toText);
        String fromText = request.getParameter("from");
        long from = fromText == null ? to - QueryRequests.HOUR : Parameters.time("from", fromText);
        if (from >= to) {
            throw HttpProblem.badRequest("'from' must be less than 'to'; it is " + from + ", 'to' is " + to + ".");
        }
        Points points = series.read(id, from, to, step(request.getParameter("step"), info), consolidation(request))
                .orElseThrow(() -> missing(id));
        write(points, id, response);
    }

    private static long step(@Nullable String text, SeriesInfo info) {
        return text == null ? info.key().step().toMillis() : Parameters.duration("step", text);
    }

    private static Consolidation consolidation(HttpServletRequest request) {
        String text = request.getParameter("consolidation");
        return text == null ? Consolidation.AVERAGE : Parameters.consolidation(text);
    }

    private static void write(Points points, String id, HttpServletResponse response) throws IOException {
        response.setContentType(Json.MEDIA_TYPE);
        try (JsonGenerator json = Json.MAPPER.createGenerator(response.getOutputStream())) {
            json.writeStartObject();
            json.writeStringField("id", id);
            json.writeStringField("unit", points.key().unit());
            json.writeNumberField("step", points.step());
            json.writeArrayFieldStart("points");
            for (int i = 0; i < points.size(); i++) {
                json.writeStartArray();
                json.writeNumber(points.at(i));
                Numbers.write(json, points.values()[i]);
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static HttpProblem missing(String id) {
        return HttpProblem.notFound("There is no series '" + id + "'.");
    }
}
