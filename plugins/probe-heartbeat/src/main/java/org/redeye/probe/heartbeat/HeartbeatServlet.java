package org.redeye.probe.heartbeat;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /heartbeat/<token>[/start|/finish|/fail|/<exit status>]}: where callers call. Nobody need be signed in: the token is
 * the credential. Served only while the gate stands, which bounds what comes in.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/heartbeat/*")
public final class HeartbeatServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    /** More than a note, in bytes; what comes behind is not looked at. */
    private static final int BODY = 4 * Calls.NOTE;

    private final transient Calls calls;

    /**
     * @param beats knows who called when
     * @param gate bounds and counts what comes in
     */
    @Activate
    @SuppressWarnings("unused") // the gate only has to be there
    public HeartbeatServlet(
            @Reference Beats beats, @Reference(target = "(osgi.condition.id=rem-gate)") Condition gate) {
        this.calls = new Calls(beats, Clock.systemUTC());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("POST")) {
            response.setHeader("Allow", "GET, POST");
            write(response, new Calls.Answer(405, "Expected GET or POST."));
            return;
        }
        String path = request.getPathInfo();
        String authorization = request.getHeader("Authorization");
        String note = new String(request.getInputStream().readNBytes(BODY), StandardCharsets.UTF_8);
        write(response, calls.take(path == null ? "" : path, authorization == null ? "" : authorization, note));
    }

    private static void write(HttpServletResponse response, Calls.Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        if (answer.status() == 200) {
            response.setContentType("text/plain;charset=utf-8");
            response.getOutputStream().write("ok\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (answer.status() == 429 || answer.status() == 503) {
            response.setHeader("Retry-After", "1");
        }
        response.setContentType("application/problem+json");
        // RFC 9457; the sentences are our own and need no escaping
        String problem = "{\"type\":\"about:blank\",\"title\":\"" + title(answer.status()) + "\",\"status\":"
                + answer.status() + ",\"detail\":\"" + answer.detail() + "\"}";
        response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 429 -> "Too Many Requests";
            default -> "Service Unavailable";
        };
    }
}
