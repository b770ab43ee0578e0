package org.redeye.sites;

import java.util.Map;

/** A request that is not answered as asked, with what the client is told (RFC 9457). Carries no stack trace. */
final class SiteProblem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Not signed in"),
            Map.entry(403, "Not allowed"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(413, "Too large"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(500, "Internal error"),
            Map.entry(502, "The package failed"),
            Map.entry(503, "Not available"),
            Map.entry(504, "Took too long"));

    private final int status;
    private final String header;
    private final String value;

    private SiteProblem(int status, String detail, String header, String value) {
        super(detail, null, false, false);
        this.status = status;
        this.header = header;
        this.value = value;
    }

    static SiteProblem of(int status, String detail) {
        return new SiteProblem(status, detail, "", "");
    }

    static SiteProblem unauthorized() {
        return new SiteProblem(
                401,
                "Nobody is signed in, and this is not public.",
                "WWW-Authenticate",
                "Bearer realm=\"Red Eye Monitor\"");
    }

    static SiteProblem notAllowed(String method, String allowed) {
        return new SiteProblem(
                405, "The method " + method + " is not known here; expected one of " + allowed + ".", "Allow", allowed);
    }

    static SiteProblem busy(String detail) {
        return new SiteProblem(503, detail, "Retry-After", "2");
    }

    int status() {
        return status;
    }

    String title() {
        return TITLES.getOrDefault(status, "Error");
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /** A header of the answer; empty if there is none. */
    String header() {
        return header;
    }

    String value() {
        return value;
    }
}
