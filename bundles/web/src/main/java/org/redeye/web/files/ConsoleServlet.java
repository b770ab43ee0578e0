package org.redeye.web.files;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.web.auth.Identity;
import org.redeye.web.http.ApiServlet;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.SecurityHeaders;
import org.redeye.web.page.Opening;
import org.redeye.web.page.Pages;

/**
 * The console: its files below {@code /console/}, and its page at every address that belongs to nobody else, so that a
 * person can bookmark any of them. No secret is in either; what a page shows it asks for with credentials.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
public final class ConsoleServlet extends ApiServlet {

    private static final long serialVersionUID = 1;
    private static final String FILES = "/console/";
    private static final String PAGE = "index.html";
    private static final String END = "</body>";

    private final transient ConsoleFiles files;
    private final transient Pages pages;
    private final transient Opening opening;

    /**
     * @param files what the console's bundle has
     * @param pages the first of them is the front page
     * @param opening what is written into the page for who is signed in
     */
    @Activate
    public ConsoleServlet(@Reference ConsoleFiles files, @Reference Pages pages, @Reference Opening opening) {
        super("GET", Optional.empty());
        this.files = files;
        this.pages = pages;
        this.opening = opening;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = "/" + below("/", request);
        if (path.startsWith("/api/v1/")) {
            throw HttpProblem.unavailable("The REST interface is not up yet. Try again later.");
        }
        if (path.startsWith("/api/") || path.equals("/api")) {
            throw HttpProblem.notFound("There is nothing at this address; the REST interface is at /api/v1.");
        }
        if (path.equals("/") && identity(request).isPresent()) { // a stranger signs in first, and is still at '/' then
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", frontPage());
            return;
        }
        if (path.startsWith(FILES)) {
            StaticFile file = files.file(path.substring(FILES.length()))
                    .filter(found -> !path.equals(FILES + PAGE))
                    .orElseThrow(() -> HttpProblem.notFound("There is no such file."));
            if (path.endsWith(".js")) {
                // a worker lives under the policy of its own file, and the one of the event stream fetches
                response.setHeader("Content-Security-Policy", SecurityHeaders.pagePolicy(""));
            }
            file.send(request, response);
            return;
        }
        StaticFile page = files.file(PAGE)
                .orElseThrow(() -> HttpProblem.unavailable("The web console (bundle " + ConsoleFiles.BUNDLE
                        + ") is not installed. The REST interface at /api/v1 works without it."));
        response.setHeader("Content-Security-Policy", ConsoleFiles.policy(page));
        Optional<Identity> identity = identity(request);
        if (identity.isPresent()) {
            open(page, identity.get(), path, response);
        } else {
            page.send(request, response);
        }
    }

    /** The head goes first: the browser loads what it names while the rest is made. It is of one person, at one time: nobody keeps it. */
    private void open(StaticFile page, Identity identity, String path, HttpServletResponse response)
            throws IOException {
        String html = new String(page.bytes(), StandardCharsets.UTF_8);
        int end = html.contains(END) ? html.lastIndexOf(END) : html.length();
        response.setHeader("Cache-Control", "no-store");
        response.setContentType(page.type());
        OutputStream out = response.getOutputStream();
        out.write(html.substring(0, end).getBytes(StandardCharsets.UTF_8));
        out.flush();
        out.write((opening.html(identity, path) + html.substring(end)).getBytes(StandardCharsets.UTF_8));
    }

    private String frontPage() {
        return pages.list().stream().findFirst().map(Pages::path).orElse("/_/checks");
    }
}
