package org.redeye.web.http;

import java.util.List;
import java.util.Map;
import org.redeye.web.json.ProblemJson;

/** A request that is refused, with what the client is told (RFC 9457). Carries no stack trace: the client is at fault. */
public final class HttpProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemJson problem;
    private final transient Map<String, String> headers;

    private HttpProblem(ProblemJson problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /** A refusal with this status and sentence. */
    public static HttpProblem of(int status, String detail) {
        return new HttpProblem(ProblemJson.of(status, detail), Map.of());
    }

    /** 400: the request cannot be understood. */
    public static HttpProblem badRequest(String detail) {
        return of(400, detail);
    }

    /** 401: nobody is signed in, or the credentials are wrong. No Basic challenge: browsers would show their own dialog. */
    public static HttpProblem unauthorized(String detail) {
        return new HttpProblem(
                ProblemJson.of(401, detail), Map.of("WWW-Authenticate", "Bearer realm=\"Red Eye Monitor\""));
    }

    /** 401 that asks for name and password, for programs that are no browser's page. */
    public static HttpProblem challenge(String detail) {
        return new HttpProblem(
                ProblemJson.of(401, detail),
                Map.of("WWW-Authenticate", "Basic realm=\"Red Eye Monitor\", charset=\"UTF-8\""));
    }

    /** 403: this person or token may not. */
    public static HttpProblem forbidden(String detail) {
        return of(403, detail);
    }

    /** 404: there is no such thing. */
    public static HttpProblem notFound(String detail) {
        return of(404, detail);
    }

    /** 405, naming the methods that are known here. */
    public static HttpProblem methodNotAllowed(String method, String allowed) {
        return new HttpProblem(
                ProblemJson.of(405, "The method " + method + " is not known here; expected one of " + allowed + "."),
                Map.of("Allow", allowed));
    }

    /** 422: understood, but not possible. */
    public static HttpProblem unprocessable(String detail) {
        return of(422, detail);
    }

    /** 422 or 400 with places. */
    public static HttpProblem of(int status, String detail, List<ProblemJson.Place> places) {
        return new HttpProblem(ProblemJson.of(status, detail, places), Map.of());
    }

    /** 503: something needed is away for now. */
    public static HttpProblem unavailable(String detail) {
        return new HttpProblem(ProblemJson.of(503, detail), Map.of("Retry-After", "2"));
    }

    /** What the client is told. */
    public ProblemJson problem() {
        return problem;
    }

    /** Headers that the answer gets besides. */
    public Map<String, String> headers() {
        return headers;
    }
}
