package org.redeye.web.graph;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.graph.GraphInfo;
import org.redeye.api.graph.Picture;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.security.Role;
import org.redeye.web.Engines;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.SecurityHeaders;

/**
 * {@code GET /graphs/{id}.svg}, {@code .png} and, without ending, a page around them. An id has slashes, encoded or not. A
 * plain servlet, because it is asked for often and its answers are at hand.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/graphs/*")
public final class GraphServlet extends ApiServlet {

    private static final long serialVersionUID = 1;
    private static final String PREFIX = "/graphs/";
    private static final String STYLE = "page.css";

    private final transient Engines engines;
    private final byte[] style;

    /** @param engines the graphs engine */
    @Activate
    public GraphServlet(@Reference Engines engines) throws IOException {
        super("GET", Optional.of(Role.VIEWER));
        this.engines = engines;
        try (InputStream in = GraphServlet.class.getResourceAsStream(STYLE)) {
            style = Objects.requireNonNull(in, STYLE).readAllBytes();
        }
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String below = below(PREFIX, request);
        if (below.equals(STYLE)) {
            response.setHeader("Cache-Control", "private, max-age=3600");
            write(response, "text/css;charset=utf-8", style);
            return;
        }
        Optional<PictureFormat> format = Stream.of(PictureFormat.values())
                .filter(each -> below.endsWith("." + each.ending()))
                .findFirst();
        if (format.isPresent()) {
            String id =
                    below.substring(0, below.length() - format.get().ending().length() - 1);
            picture(id, format.get(), request, response);
        } else {
            page(below, request, response);
        }
    }

    private void picture(String id, PictureFormat format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        GraphQuery query = GraphQuery.ofPicture(request);
        Picture picture = running(() -> engines.graphs().draw(query.spec(id, format)))
                .orElseThrow(() -> missing(id, query.unit()));
        String etag = '"' + picture.tag() + '"';
        response.setHeader("Cache-Control", "private, no-cache"); // kept, and asked about each time
        response.setHeader("ETag", etag);
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.equals("*") || known.contains(etag))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        write(response, picture.format().mediaType(), picture.bytes());
    }

    private void page(String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        GraphQuery query = GraphQuery.ofPage(request);
        GraphInfo info = running(() -> engines.graphs().find(id)).orElseThrow(() -> missing(id, Optional.empty()));
        query.unit().filter(unit -> !info.units().contains(unit)).ifPresent(unit -> {
            throw missing(id, query.unit());
        });
        response.setHeader("Content-Security-Policy", SecurityHeaders.pagePolicy(""));
        response.setHeader("Cache-Control", "private, no-cache");
        write(response, "text/html;charset=utf-8", GraphPage.of(info, query));
    }

    private static <T> T running(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalStateException e) { // something it needs is away; it says what
            throw HttpProblem.unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static HttpProblem missing(String id, Optional<String> unit) {
        return HttpProblem.notFound("There is no series '" + id + "' and no check of that id with series"
                + unit.map(named -> " of the unit '" + named + "'").orElse("") + ".");
    }

    private static void write(HttpServletResponse response, String type, byte[] bytes) throws IOException {
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
