package org.redeye.sites;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /site/<package>/…}: what a package serves, at its own address; and {@code /site/-/…}: the module and style sheet that
 * every page may use. Served only while the gate stands.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/site/*")
public final class SitesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String PREFIX = "/site/";
    private static final String OWN = "-/";
    private static final Set<String> OWN_FILES = Set.of("rpc.js", "site.css");

    private final transient Sites sites;

    /**
     * @param sites answers
     * @param gate tells who asks, and bounds what they send
     */
    @Activate
    @SuppressWarnings("unused") // the gate only has to be there
    public SitesServlet(@Reference Sites sites, @Reference(target = "(osgi.condition.id=rem-gate)") Condition gate) {
        this.sites = sites;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Paths.plain(request.getRequestURI())
                .filter(plain -> plain.startsWith(PREFIX))
                .map(plain -> plain.substring(PREFIX.length()))
                .orElse("");
        if (path.startsWith(OWN)) {
            own(path.substring(OWN.length()), new Exchange(request, PREFIX + OWN, path), response);
            return;
        }
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        String below = slash < 0 ? "" : path.substring(slash + 1);
        sites.answer(List.of(name), new Exchange(request, PREFIX + name + "/", below), response);
    }

    private static void own(String file, Exchange exchange, HttpServletResponse response) throws IOException {
        Optional<byte[]> content = OWN_FILES.contains(file) ? Optional.of(read(file)) : Optional.empty();
        Answer answer = content.map(bytes -> FileAnswers.answer(file, bytes, true, exchange))
                .orElseGet(() -> Problems.answer(SiteProblem.of(404, "There is no such file."), exchange));
        answer.send(response, !exchange.isHead());
    }

    private static byte[] read(String file) throws IOException {
        try (InputStream in = SitesServlet.class.getResourceAsStream("/META-INF/rem-site/" + file)) {
            if (in == null) {
                throw new IllegalStateException("The bundle lacks " + file);
            }
            return in.readAllBytes();
        }
    }
}
