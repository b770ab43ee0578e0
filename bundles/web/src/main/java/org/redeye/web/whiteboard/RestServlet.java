package org.redeye.web.whiteboard;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.health.Served;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Problems;

/** {@code /api/v1}: hands each request to the resources to which the first segment of its path belongs. */
@Component(service = {Servlet.class, Served.class})
@HttpWhiteboardContextSelect(ApiContext.SELECT)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletAsyncSupported
public final class RestServlet extends HttpServlet implements Served {

    private static final long serialVersionUID = 1;

    private final transient BundleContext context;
    private transient volatile @Nullable RestApplications applications;

    /** @param context of this bundle */
    @Activate
    public RestServlet(BundleContext context) {
        this.context = context;
    }

    @Override
    public void init() {
        applications = new RestApplications(context, getServletConfig());
    }

    @Override
    public void destroy() {
        RestApplications served = applications;
        applications = null;
        if (served != null) {
            served.close();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        RestApplications served = applications;
        String root = root(request);
        Optional<RestApplication> application = served == null ? Optional.empty() : served.of(root);
        while (application.isPresent() && !application.get().serve(request, response)) {
            application = served.of(root); // that one was just retired
        }
        if (application.isEmpty()) {
            Problems.write(response, HttpProblem.notFound("There is nothing at this address."));
        }
    }

    private static String root(HttpServletRequest request) {
        String path = request.getPathInfo();
        if (path == null) {
            return "";
        }
        int end = path.indexOf('/', 1);
        return path.substring(1, end < 0 ? path.length() : end);
    }

    @Override
    public Set<Long> served() {
        RestApplications served = applications;
        return served == null ? Set.of() : served.served();
    }
}
