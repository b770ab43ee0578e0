package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.redeye.api.schema.Secret;

/**
 * One request to one target.
 *
 * @param target where it goes
 * @param method the method
 * @param headers those of the user
 * @param body empty for none
 */
record Request(Target target, String method, Map<String, String> headers, String body) {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Headers that are for the first target only. */
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    static Request of(HttpConfig config) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Secret password = config.password();
        if (!config.user().isEmpty()) {
            String pair = config.user() + ":" + (password == null ? "" : password.reveal());
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        headers.putAll(config.headers());
        return new Request(Target.of(config.url()), config.method(), headers, config.body());
    }

    /** The request that follows a redirect (RFC 9110, 15.4): credentials stay with the origin they are for. */
    Request redirected(int status, Target next) {
        boolean asGet =
                status == 303 && !method.equals("HEAD") || (status == 301 || status == 302) && method.equals("POST");
        var kept = new LinkedHashMap<String, String>(headers);
        kept.keySet()
                .removeIf(name -> name.equalsIgnoreCase("Host")
                        || asGet && name.equalsIgnoreCase("Content-Type")
                        || !target.sameOrigin(next) && CREDENTIALS.contains(name.toLowerCase(java.util.Locale.ROOT)));
        return new Request(next, asGet ? "GET" : method, kept, asGet ? "" : body);
    }

    /** As it goes over the wire (RFC 9112). */
    ByteBuffer bytes() {
        byte[] content = body.getBytes(UTF_8);
        var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        all.put("Accept", "*/*");
        all.put("User-Agent", "RedEyeMonitor");
        all.put("Host", target.authority());
        all.putAll(headers);
        all.put("Connection", "close"); // every check measures the whole way, so nothing is kept
        if (content.length > 0 || WITH_BODY.contains(method)) {
            all.put("Content-Length", Integer.toString(content.length));
        }
        var head = new StringBuilder(256);
        head.append(method).append(' ').append(target.path()).append(" HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(UTF_8);
        return ByteBuffer.allocate(first.length + content.length)
                .put(first)
                .put(content)
                .flip();
    }

    @Override
    public String toString() {
        return method + " " + target.place();
    }
}
