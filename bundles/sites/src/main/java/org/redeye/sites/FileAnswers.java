package org.redeye.sites;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Answers files as they are. */
final class FileAnswers {

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("avif", "image/avif"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("csv", "text/csv;charset=utf-8"),
            Map.entry("gif", "image/gif"),
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("md", "text/markdown;charset=utf-8"),
            Map.entry("mjs", "text/javascript;charset=utf-8"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("xml", "application/xml"),
            Map.entry("yaml", "text/yaml;charset=utf-8"));

    private FileAnswers() {}

    /**
     * A file, or 304 if the client has it. A page among files gets the policy of a page without scripts.
     *
     * @param isPublic whether caches between us and the client may keep it
     */
    static Answer answer(String path, byte[] content, boolean isPublic, Exchange exchange) {
        String etag = '"' + fingerprint(content) + '"';
        var headers = new TreeMap<String, String>();
        headers.put("ETag", etag);
        headers.put("Cache-Control", isPublic ? "no-cache" : "private, no-cache");
        String known = exchange.request().getHeader("If-None-Match");
        if (known != null && (known.equals("*") || known.contains(etag))) {
            return new Answer(304, "", headers, new byte[0]);
        }
        String type = TYPES.getOrDefault(
                path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "application/octet-stream");
        if (type.startsWith("text/html")) {
            headers.put("Content-Security-Policy", Policy.plain());
        }
        return new Answer(200, type, headers, content);
    }

    private static String fingerprint(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
