package org.redeye.web.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file for a browser.
 *
 * @param bytes its content; not to be changed
 * @param gzip the same, compressed; empty if there is no such
 * @param type its media type
 * @param fingerprint of its content
 * @param immutable whether its address stands for this content for ever
 */
record StaticFile(byte[] bytes, Optional<byte[]> gzip, String type, String fingerprint, boolean immutable) {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("mjs", "text/javascript;charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    /** An entry of {@code Accept-Encoding} that takes gzip: {@code gzip}, {@code gzip;q=0.5}, but not {@code gzip;q=0}. */
    private static final Pattern GZIP = Pattern.compile("gzip(\\s*;\\s*q=(?!0(\\.0*)?$).+)?", Pattern.CASE_INSENSITIVE);

    static StaticFile of(String path, byte[] bytes, Optional<byte[]> gzip, boolean immutable) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return new StaticFile(bytes, gzip, type, sha256(bytes).substring(0, 32), immutable);
    }

    /** Answers with this file, or with 304 if the client has it. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean compressed = gzip.isPresent() && takesGzip(request);
        // two encodings of a content are two representations, and each has an ETag of its own (RFC 9110, 8.8.3.3)
        String etag = '"' + fingerprint + (compressed ? "-gzip" : "") + '"';
        response.setHeader("Cache-Control", immutable ? "private, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", etag);
        response.setHeader("Vary", "Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.equals("*") || known.contains(etag))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] content = bytes;
        if (compressed) {
            response.setHeader("Content-Encoding", "gzip");
            content = gzip.get();
        }
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    /** The same file with a compressed copy. */
    StaticFile with(byte[] compressed) {
        return new StaticFile(bytes, Optional.of(compressed), type, fingerprint, immutable);
    }

    /** Whether it is text, which is worth compressing. */
    boolean isText() {
        return type.startsWith("text/") || type.endsWith("json") || type.equals("image/svg+xml");
    }

    private static boolean takesGzip(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && Stream.of(accepted.split(","))
                        .anyMatch(each -> GZIP.matcher(each.trim()).matches());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    int size() {
        return bytes.length + gzip.map(compressed -> compressed.length).orElse(0);
    }
}
