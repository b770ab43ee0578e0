package org.redeye.sites;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;

/** A failure as an answer: {@code application/problem+json}, or the same sentence as a small page for a person. */
final class Problems {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Problems() {}

    static Answer answer(SiteProblem problem, Exchange exchange) {
        var headers = new TreeMap<String, String>();
        if (!problem.header().isEmpty()) {
            headers.put(problem.header(), problem.value());
        }
        if (exchange.wantsHtml()) {
            headers.put("Content-Security-Policy", Policy.plain());
            return new Answer(
                    problem.status(),
                    "text/html;charset=utf-8",
                    headers,
                    page(problem).getBytes(UTF_8));
        }
        return new Answer(problem.status(), "application/problem+json", headers, json(problem));
    }

    private static String page(SiteProblem problem) {
        String hint = problem.status() == 401
                ? "<p><a href=\"/_/sign-in\">Sign in</a>, then open this address again.</p>"
                : "";
        return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/site/-/site.css\"><title>"
                + Template.escape(problem.title()) + "</title></head><body><main><h1>"
                + Template.escape(problem.title()) + "</h1><p>" + Template.escape(problem.detail()) + "</p>" + hint
                + "</main></body></html>";
    }

    private static byte[] json(SiteProblem problem) {
        return bytes(JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail()));
    }

    /** A value as JSON. */
    static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON can be written", e);
        }
    }

    /** An answer of JSON. */
    static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Map.of(), bytes(value));
    }
}
