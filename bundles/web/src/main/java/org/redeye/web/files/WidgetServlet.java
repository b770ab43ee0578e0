package org.redeye.web.files;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.security.Role;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.page.Widgets;

/** {@code /widgets/<id>/<fingerprint>/<file>}: the modules of widgets, straight out of their bundles. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/widgets/*")
public final class WidgetServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    /** All modules that we know of take 60 kB compressed. */
    private static final int MOST_KEPT = 8 << 20;

    private final transient Widgets widgets;
    private final transient Compressor compressor = new Compressor(MOST_KEPT);

    /** @param widgets where the files are found */
    @Activate
    public WidgetServlet(@Reference Widgets widgets) {
        super("GET", Optional.of(Role.VIEWER));
        this.widgets = widgets;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] parts = below("/widgets/", request).split("/", 3);
        Optional<StaticFile> file = parts.length < 3 ? Optional.empty() : file(parts[0], parts[1], parts[2]);
        file.map(compressor::compress)
                .orElseThrow(() -> HttpProblem.notFound(
                        "There is no such file of a widget; its present address is in /api/v1/widgets."))
                .send(request, response);
    }

    /** A file, with the compressed copy that lies beside it if there is one. */
    private Optional<StaticFile> file(String id, String hash, String path) {
        return widgets.file(id, hash, path)
                .map(bytes -> StaticFile.of(path, bytes, widgets.file(id, hash, path + ".gz"), true));
    }
}
