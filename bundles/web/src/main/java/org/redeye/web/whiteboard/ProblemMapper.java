package org.redeye.web.whiteboard;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Problems;
import org.redeye.web.json.ProblemJson;

/** Answers every failure of a resource, a plugin's too, as a problem. */
final class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Map<Integer, String> DETAILS = Map.of(
            406, "Nothing of the types named in the header Accept can be answered here.",
            415, "The type of the body (header Content-Type) is not one that can be read here.");

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return web.getResponse().hasEntity() ? web.getResponse() : standard(web);
        }
        HttpProblem problem = Problems.of(failure);
        Response.ResponseBuilder answer = answer(problem.problem());
        problem.headers().forEach(answer::header);
        return answer.build();
    }

    private static Response standard(WebApplicationException web) {
        Response said = web.getResponse();
        int status = said.getStatus();
        if (status < 400) {
            return said; // a redirect
        }
        if (web instanceof NotFoundException) {
            return answer(ProblemJson.of(404, "There is nothing at this address."))
                    .build();
        }
        if (web instanceof NotAllowedException) {
            String allowed = String.valueOf(said.getHeaderString("Allow"));
            HttpProblem problem = HttpProblem.methodNotAllowed("asked for", allowed);
            return answer(problem.problem()).header("Allow", allowed).build();
        }
        return answer(ProblemJson.of(status, DETAILS.getOrDefault(status, "The request cannot be answered.")))
                .build();
    }

    private static Response.ResponseBuilder answer(ProblemJson problem) {
        return Response.status(problem.status()).type(ProblemJson.MEDIA_TYPE).entity(problem);
    }
}
