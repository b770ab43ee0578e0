package org.redeye.web.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.redeye.api.packages.PackageException;
import org.redeye.api.store.StoreException;
import org.redeye.web.json.ProblemJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Problems() {}

    /**
     * What the client is told of a failure. What is our fault goes to the log with an id, of which the client learns the
     * id only.
     */
    public static HttpProblem of(Throwable failure) {
        Throwable cause = unwrap(failure);
        if (cause instanceof HttpProblem problem) {
            return problem;
        }
        if (cause instanceof BodyTooLargeException) {
            return HttpProblem.of(413, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof JsonProcessingException json) {
            return Json.problem(json);
        }
        if (cause instanceof PackageException refused) {
            return of(refused, 409);
        }
        if (cause instanceof StoreException store) {
            return of(store);
        }
        if (cause instanceof TimeoutException) {
            return HttpProblem.of(504, "There was no answer in time. Try again later.");
        }
        if (cause instanceof IOException) {
            LOG.debug("A client went away", cause);
            return HttpProblem.badRequest("The request could not be read to its end.");
        }
        return broken(cause);
    }

    /**
     * What the client is told of a change that was refused.
     *
     * @param conflict the status of a conflict: 412 if the client named the version it saw, else 409
     */
    public static HttpProblem of(PackageException refused, int conflict) {
        String message = String.valueOf(refused.getMessage());
        return switch (refused.kind()) {
            case MISSING -> HttpProblem.notFound(message);
            case CONFLICT -> HttpProblem.of(conflict, message);
            case FORBIDDEN -> HttpProblem.forbidden(message);
            case UNAVAILABLE -> HttpProblem.unavailable(message);
            case INVALID ->
                HttpProblem.of(
                        422,
                        message,
                        refused.problems().stream().map(ProblemJson.Place::of).toList());
        };
    }

    /** Writes what the client is told of a failure, if the answer has not begun yet. */
    public static void write(HttpServletResponse response, Throwable failure) throws IOException {
        HttpProblem problem = of(failure);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        problem.headers().forEach(response::setHeader);
        Json.write(response, problem.problem().status(), ProblemJson.MEDIA_TYPE, problem.problem());
    }

    private static Throwable unwrap(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpProblem || cause instanceof BodyTooLargeException) {
                return cause; // readers of bodies wrap them
            }
        }
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
    }

    private static HttpProblem of(StoreException e) {
        return switch (e.kind()) {
            case UNAVAILABLE -> HttpProblem.unavailable(String.valueOf(e.getMessage()));
            case CONFLICT -> HttpProblem.of(409, String.valueOf(e.getMessage()));
            case CORRUPT -> broken(e);
        };
    }

    private static HttpProblem broken(Throwable cause) {
        var bytes = new byte[6];
        RANDOM.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        LOG.error("A request failed, error id {}", id, cause);
        return HttpProblem.of(
                500, "Something broke on our side. The log has the particulars under the error id " + id + ".");
    }
}
