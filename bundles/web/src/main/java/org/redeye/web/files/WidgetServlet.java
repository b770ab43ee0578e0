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

    private final transient Widgets widgets;

    /** @param widgets where the files are found */
    @Activate
    public WidgetServlet(@Reference Widgets widgets) {
        super("GET", Optional.of(Role.VIEWER));
        this.widgets = widgets;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] parts = below("/widgets/", request).split("/", 3);
        Optional<byte[]> content = parts.length < 3 ? Optional.empty() : widgets.file(parts[0], parts[1], parts[2]);
        byte[] bytes = content.orElseThrow(() ->
                HttpProblem.notFound("There is no such file of a widget; its present address is in /api/v1/widgets."));
        StaticFile.of(parts[2], bytes, Optional.empty(), true).send(request, response);
    }
}
