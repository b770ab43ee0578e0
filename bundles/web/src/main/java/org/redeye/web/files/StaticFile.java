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

/**
 * A file for a browser.
 *
 * @param bytes its content; not to be changed
 * @param gzip the same, compressed; empty if there is no such
 * @param type its media type
 * @param etag its fingerprint, quoted
 * @param immutable whether its address stands for this content for ever
 */
record StaticFile(byte[] bytes, Optional<byte[]> gzip, String type, String etag, boolean immutable) {

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

    static StaticFile of(String path, byte[] bytes, Optional<byte[]> gzip, boolean immutable) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = TYPES.getOrDefault(extension, "application/octet-stream");
        return new StaticFile(bytes, gzip, type, '"' + sha256(bytes).substring(0, 32) + '"', immutable);
    }

    /** Answers with this file, or with 304 if the client has it. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", immutable ? "private, max-age=31536000, immutable" : "no-cache");
        response.setHeader("ETag", etag);
        response.setHeader("Vary", "Accept-Encoding");
        String known = request.getHeader("If-None-Match");
        if (known != null && (known.equals("*") || known.contains(etag))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] content = bytes;
        String accepted = request.getHeader("Accept-Encoding");
        if (gzip.isPresent() && accepted != null && accepted.contains("gzip")) {
            response.setHeader("Content-Encoding", "gzip");
            content = gzip.get();
        }
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
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
