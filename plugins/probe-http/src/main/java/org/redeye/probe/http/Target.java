package org.redeye.probe.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a request goes.
 *
 * @param secure whether over TLS
 * @param host name or address, without brackets
 * @param port 1 to 65535
 * @param path path and query as they are sent
 */
record Target(boolean secure, String host, int port, String path) {

    /** The JDK knows no host with an underscore, which containers have; so the authority is read here. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253}))(?::(\\d{1,5}))?");

    /** @throws IllegalArgumentException if no request can go there; the message says why, as a sentence */
    static Target of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean secure = scheme.equals("https");
        if (!secure && !scheme.equals("http")) {
            throw new IllegalArgumentException("'url' must begin with http:// or https://, not '" + scheme + ":'.");
        }
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "'url' may not hold credentials: they would be seen in logs; use 'user' and 'password'.");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'url' has no valid host: '" + authority + "'.");
        }
        int port = parts.group(3) == null ? (secure ? 443 : 80) : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("'url' has the port " + port + "; ports are 1 to 65535.");
        }
        return new Target(secure, parts.group(1) == null ? parts.group(2) : parts.group(1), port, path(url));
    }

    private static String path(URI url) {
        var ascii = URI.create(url.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    /** Host and port as in the header {@code Host}. */
    String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    /** The URL for people: without the query, which may hold a secret. */
    String place() {
        int query = path.indexOf('?');
        return (secure ? "https://" : "http://") + authority() + (query < 0 ? path : path.substring(0, query));
    }

    /** Whether credentials meant for this target may go to another one. */
    boolean sameOrigin(Target other) {
        return secure == other.secure && host.equalsIgnoreCase(other.host) && port == other.port;
    }

    @Override
    public String toString() {
        return place();
    }
}
