package org.redeye.web.http;

import jakarta.servlet.http.HttpServletResponse;

/** The headers that keep a browser from doing what nobody asked for. On every answer. */
public final class SecurityHeaders {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** Sets them for an answer that is no page: data, or a file that a page loads. */
    static void set(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", NOTHING);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        response.setHeader("Cache-Control", "no-store");
    }

    /**
     * The policy of the console's page.
     *
     * @param scripts the hashes of its inline scripts, each like {@code 'sha256-…'}; separated by blanks
     */
    public static String pagePolicy(String scripts) {
        String own = scripts.isEmpty() ? "'self'" : "'self' " + scripts;
        return "default-src 'none'; script-src " + own
                + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';"
                + " worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'";
    }
}
