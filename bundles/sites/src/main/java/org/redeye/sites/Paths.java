package org.redeye.sites;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths and hosts of requests. */
final class Paths {

    /** Addresses that are the platform's own at every host. */
    private static final List<String> RESERVED =
            List.of("/api", "/console", "/_", "/widgets", "/metrics", "/graphs", "/healthz", "/readyz", "/site");

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");

    private Paths() {}

    /** The path of a request, decoded once; empty if different readers could understand it differently. */
    static Optional<String> plain(String raw) {
        if (!raw.startsWith("/") || raw.indexOf(';') >= 0 || raw.matches("(?i).*%(2f|5c).*")) {
            return Optional.empty();
        }
        String path;
        try {
            path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean odd = path.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\' || c == 0xFFFD);
        String inner = path + "/";
        boolean dots = inner.contains("/./") || inner.contains("/../") || path.contains("//");
        return odd || dots ? Optional.empty() : Optional.of(path);
    }

    /** Whether an address is the platform's own. */
    static boolean isReserved(String path) {
        return RESERVED.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    /** The header {@code Host} if it is one; with its port. */
    static Optional<String> host(String header) {
        return HOST.matcher(header).matches() ? Optional.of(header.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** The same without its port and a dot at its end. */
    static String name(String host) {
        String name = host.replaceFirst(":\\d+$", "");
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether a name stands for an address by itself, or for this machine. */
    static boolean isAddress(String name) {
        return name.equals("localhost") || name.startsWith("[") || name.matches("[0-9.]+");
    }
}
