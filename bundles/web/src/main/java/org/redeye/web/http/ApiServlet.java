package org.redeye.web.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.redeye.api.security.Role;
import org.redeye.web.auth.Identity;

/** A servlet that knows its method and role, and answers failures as problems. */
public abstract class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final String method;
    private final transient Optional<Role> role;

    /**
     * @param method the one method known, {@code GET} (which stands for HEAD too) or {@code POST}
     * @param role who may; empty if anybody may
     */
    protected ApiServlet(String method, Optional<Role> role) {
        this.method = method;
        this.role = role;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            boolean known = request.getMethod().equals(method)
                    || method.equals("GET") && request.getMethod().equals("HEAD");
            if (!known) {
                throw HttpProblem.methodNotAllowed(request.getMethod(), method.equals("GET") ? "GET, HEAD" : method);
            }
            if (role.isPresent()) {
                Access.require(identity(request), role.get());
            }
            answer(request, response);
        } catch (Exception e) { // whatever it is, the client gets a problem and no stack trace
            Problems.write(response, e);
        }
    }

    /** Answers a request that may be made. What it throws becomes a problem. */
    protected abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Who asks; empty if nobody is signed in. */
    protected static Optional<Identity> identity(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal instanceof Identity identity ? Optional.of(identity) : Optional.empty();
    }

    /** The path of the request, decoded, below a prefix; empty if it is the prefix itself. */
    protected static String below(String prefix, HttpServletRequest request) {
        String path = PlainPath.of(request.getRequestURI()).orElse("");
        return path.length() <= prefix.length() ? "" : path.substring(prefix.length());
    }
}
