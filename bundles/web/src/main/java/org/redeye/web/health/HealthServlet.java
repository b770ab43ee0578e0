package org.redeye.web.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.Json;

/** {@code /healthz}: the process lives and answers. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/healthz")
public final class HealthServlet extends ApiServlet {

    private static final long serialVersionUID = 1;

    /** Needs nothing. */
    public HealthServlet() {
        super("GET", Optional.empty());
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.write(response, 200, Map.of("status", "ok"));
    }
}
