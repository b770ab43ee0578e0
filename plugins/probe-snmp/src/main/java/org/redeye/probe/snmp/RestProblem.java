package org.redeye.probe.snmp;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Refusals over REST, as the platform's own (RFC 9457). */
final class RestProblem {

    private RestProblem() {}

    static WebApplicationException of(int status, String title, String detail) {
        return new WebApplicationException(
                detail,
                Response.status(status)
                        .type("application/problem+json")
                        .entity(Map.of("type", "about:blank", "title", title, "status", status, "detail", detail))
                        .build());
    }
}
