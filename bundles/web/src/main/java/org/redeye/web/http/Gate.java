package org.redeye.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.servlet.whiteboard.Preprocessor;
import org.redeye.web.auth.Authenticator;
import org.redeye.web.auth.Identity;
import org.redeye.web.auth.Secrets;
import org.redeye.web.health.Counters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes, whichever bundle serves it: security headers, a plain path, credentials, the CSRF header,
 * the bound of the body. It stands before all servlet contexts, so a servlet that a plugin brings stands behind it too.
 *
 * <p>The gate decides who asks and turns away who is nobody; what a role may do stands where the work is done.
 */
public final class Gate implements Preprocessor {

    /** The header that a changing request with a session cookie must carry; its value is in {@code GET /session}. */
    private static final String CSRF_HEADER = "X-REM-CSRF";

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final String SIGN_IN = "/api/v1/session";
    /** Below these nobody is served without credentials; all else is the console's page and files, and health. */
    private static final List<String> PROTECTED =
            List.of("/api/", "/metrics/", "/graphs/", "/widgets/", "/console/fields/");
    /** Below this packages say themselves what is public: who says who they are is known here, and must be right. */
    private static final String PACKAGES = "/site/";

    private static final String CALENDAR = ".ics";
    /** Below this the address itself says who it is, and nobody else knows it: no other site can have it posted. */
    private static final String ANSWERS = "/answer/";

    private static final long PACKAGE_LIMIT = 4L << 20;
    /** An archive with a package and its files. */
    private static final long UNIT_LIMIT = 64L << 20;
    /** A draft comes with the text that it began from. */
    private static final long DRAFT_LIMIT = 2 * PACKAGE_LIMIT + (1L << 20);

    private static final long LIMIT = 1L << 20;
    /** How much of a body that nobody wanted is read and thrown away. */
    private static final long POLITE = 32L << 20;

    private final Authenticator authenticator;
    private final Counters counters;

    /**
     * @param authenticator tells who asks
     * @param counters counts who comes and who is turned away
     */
    public Gate(Authenticator authenticator, Counters counters) {
        this.authenticator = authenticator;
        this.counters = counters;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) anyRequest;
        var response = (HttpServletResponse) anyResponse;
        SecurityHeaders.set(response);
        counters.request();
        try {
            pass(request, response, chain);
        } finally {
            discardRest(request);
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest admitted;
        try {
            admitted = admit(request);
        } catch (BodyTooLargeException | RuntimeException e) { // a store or realm that fails must not open the gate
            counters.turnedAway();
            Problems.write(response, e);
            response.flushBuffer();
            return;
        }
        chain.doFilter(admitted, response);
    }

    private HttpServletRequest admit(HttpServletRequest request) throws IOException {
        String method = request.getMethod();
        if (!METHODS.contains(method)) {
            throw HttpProblem.methodNotAllowed("asked for", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        }
        String path = PlainPath.of(request.getRequestURI())
                .orElseThrow(() -> HttpProblem.badRequest("The path of the address is not plain: expected segments"
                        + " without '..', '//', ';' or control characters, percent-encoded as UTF-8."));
        boolean signIn = path.equals(SIGN_IN) && method.equals("POST");
        Optional<Identity> identity = identify(request, path, signIn);
        identity.filter(someone -> someone.means() == Identity.Means.SESSION)
                .filter(someone -> !signIn && !SAFE.contains(method) && !path.startsWith(ANSWERS))
                .ifPresent(someone -> requireCsrf(request, someone));
        long limit = limit(method, path);
        if (request.getContentLengthLong() > limit) {
            throw new BodyTooLargeException(limit);
        }
        return new GatedRequest(request, identity, limit);
    }

    private static long limit(String method, String path) {
        if (method.equals("POST") && path.equals("/api/v1/packages")) {
            return UNIT_LIMIT;
        }
        if (path.startsWith("/api/v1/drafts/")) {
            return DRAFT_LIMIT;
        }
        return path.startsWith("/api/v1/packages/") ? PACKAGE_LIMIT : LIMIT;
    }

    private Optional<Identity> identify(HttpServletRequest request, String path, boolean signIn) {
        if (path.startsWith(PACKAGES) && request.getHeader("Authorization") != null) {
            return authenticator.identify(request);
        }
        boolean open = signIn || PROTECTED.stream().noneMatch((path + "/")::startsWith);
        if (open) {
            return authenticator.identifyIfPossible(request);
        }
        return Optional.of(authenticator.identify(request).orElseThrow(() -> nobody(path)));
    }

    /** Programs that show calendars know no other way than to be asked for name and password. */
    private static HttpProblem nobody(String path) {
        String detail = "Nobody is signed in. Send a session cookie, 'Authorization: Bearer <token>' or HTTP Basic.";
        return path.endsWith(CALENDAR) ? HttpProblem.challenge(detail) : HttpProblem.unauthorized(detail);
    }

    private static void requireCsrf(HttpServletRequest request, Identity identity) {
        String sent = request.getHeader(CSRF_HEADER);
        if (sent == null || !Secrets.same(sent, identity.csrf())) {
            throw HttpProblem.forbidden("The header " + CSRF_HEADER + " is missing or wrong. A changing request with a"
                    + " session cookie carries the value 'csrf' of GET " + SIGN_IN + " in it.");
        }
    }

    /**
     * Reads what is left of a body that was refused or not looked at. Else the server closes the connection behind an
     * answer that did not say so, and the client's next request on it is lost (RFC 9112, section 9.6).
     */
    private static void discardRest(HttpServletRequest request) {
        if (request.isAsyncStarted() || request.getHeader("Expect") != null) {
            return; // somebody still reads it; or it was never sent, and the server closes
        }
        try {
            var body = request.getInputStream();
            if (body.read() < 0) { // as nearly always
                return;
            }
            var buffer = new byte[1 << 13];
            long left = POLITE;
            for (int count = 0; left > 0 && count >= 0; left -= count) {
                count = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("The rest of a body cannot be read", e);
        }
    }
}
