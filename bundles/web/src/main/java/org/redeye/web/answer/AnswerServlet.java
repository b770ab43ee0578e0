package org.redeye.web.answer;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertState;
import org.redeye.api.notify.AnswerLinks.Answer;
import org.redeye.web.NotifyEngines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.SecurityHeaders;

/**
 * {@code /answer/{token}}: GET shows the alert and one button, POST acknowledges it as the person whom the token names. Nobody
 * signs in: the token says who it is, and nobody else knows it, so no other site can have it posted either. Opening alone
 * changes nothing, since mail gateways open every link.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/answer/*")
public final class AnswerServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final String STYLE = "page.css";
    private static final int TOO_MANY = 429;
    /** From one address; a whole team may come through one. */
    private static final int PER_MINUTE = 120;

    private final transient NotifyEngines engines;
    private final transient InstantSource clock = InstantSource.system();
    private final transient Rates rates = new Rates(PER_MINUTE, clock);
    private final byte[] style;

    /** @param engines the alerts, and what reads tokens */
    @Activate
    public AnswerServlet(@Reference NotifyEngines engines) throws IOException {
        this.engines = engines;
        try (InputStream in = AnswerServlet.class.getResourceAsStream(STYLE)) {
            style = Objects.requireNonNull(in, STYLE).readAllBytes();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads && path.equals("/" + STYLE)) {
            response.setHeader("Cache-Control", "public, max-age=3600");
            write(response, 200, "text/css;charset=utf-8", style);
        } else if (!rates.take(request.getRemoteAddr())) {
            response.setHeader("Retry-After", "5");
            say(response, TOO_MANY, "Too often", "Wait a moment and open the link again.");
        } else if (reads || request.getMethod().equals("POST")) {
            answer(path.startsWith("/") ? path.substring(1) : path, !reads, response);
        } else {
            response.setHeader("Allow", "GET, HEAD, POST");
            say(response, 405, "Not that way", "Open the link as it stands in the notice.");
        }
    }

    private void answer(String token, boolean acknowledge, HttpServletResponse response) throws IOException {
        try {
            Answer answer = engines.links().read(token);
            Optional<Alert> alert = engines.alerts().find(answer.alert());
            if (alert.isEmpty()) {
                say(response, 404, "No such alert", "The alert " + answer.alert() + " is kept no longer.");
            } else if (acknowledge) {
                acknowledge(alert.get(), answer, token, response);
            } else {
                show(alert.get(), answer, 200, response);
            }
        } catch (IllegalArgumentException e) { // the message is a sentence that may be shown
            say(response, 403, "This link does not work", String.valueOf(e.getMessage()));
        } catch (HttpProblem e) {
            e.headers().forEach(response::setHeader);
            say(
                    response,
                    e.problem().status(),
                    "Not now",
                    String.valueOf(e.problem().detail()));
        }
    }

    /** Whoever was first has it: a second answer is told who that is. */
    private void acknowledge(Alert alert, Answer answer, String token, HttpServletResponse response)
            throws IOException {
        boolean taken = false;
        if (alert.state() == AlertState.OPEN) {
            try {
                engines.alerts().acknowledge(alert.id(), answer.person(), "by link", Optional.empty());
                taken = true;
            } catch (IllegalStateException e) {
                // somebody else was quicker, or it is over by now: what is shown says so
            }
        }
        if (taken) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER); // so that a reload asks, and does not post again
            response.setHeader("Location", "/answer/" + token);
        } else {
            Alert now = engines.alerts().find(alert.id()).orElse(alert);
            show(now, answer, 409, response);
        }
    }

    private void show(Alert alert, Answer answer, int status, HttpServletResponse response) throws IOException {
        page(response, status, AnswerPage.of(alert, answer.person(), engines::title, clock.instant()));
    }

    private static void say(HttpServletResponse response, int status, String heading, String sentence)
            throws IOException {
        page(response, status, AnswerPage.saying(heading, sentence));
    }

    private static void page(HttpServletResponse response, int status, byte[] page) throws IOException {
        response.setHeader("Content-Security-Policy", SecurityHeaders.pagePolicy(""));
        write(response, status, "text/html;charset=utf-8", page);
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] bytes) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
