package org.redeye.sites;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;

/**
 * One request below the packages that are asked.
 *
 * @param request the request itself
 * @param base the address that stands before {@code path}, with a slash at both ends
 * @param path the address below the packages, decoded, without a slash before
 */
record Exchange(HttpServletRequest request, String base, String path) {

    /** Members of the query that are told to programs. */
    private static final int MOST_PARAMETERS = 1000;

    String method() {
        return request.getMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    /** The name of who asks; empty if nobody is signed in. */
    Optional<String> user() {
        return Optional.ofNullable(request.getRemoteUser());
    }

    /** The role of who asks. */
    Optional<Role> role() {
        return Arrays.stream(Role.values())
                .sorted(Collections.reverseOrder())
                .filter(this::has)
                .findFirst();
    }

    /** Whether who asks has a role. */
    boolean has(Role role) {
        return request.isUserInRole(role.word());
    }

    /**
     * Turns away who may not.
     *
     * @throws SiteProblem 401 or 403
     */
    void require(Audience audience) {
        if (audience.isPublic()) {
            return;
        }
        String name = user().orElseThrow(SiteProblem::unauthorized);
        if (!has(audience.role())) {
            throw SiteProblem.of(
                    403,
                    "This takes the role " + audience.role().word() + "; " + name + " has the role "
                            + role().map(Role::word).orElse("none") + " here.");
        }
    }

    /** Who asks, as programs are told; null for nobody. */
    void tellUser(ObjectNode into) {
        if (user().isEmpty()) {
            into.putNull("user");
            return;
        }
        into.putObject("user")
                .put("name", user().get())
                .put("role", role().map(Role::word).orElse(""));
    }

    /** The query: a text for each name, or a list of texts if it stands there more than once. */
    ObjectNode query() {
        return parameters(request.getQueryString() == null ? "" : request.getQueryString());
    }

    /** Reads {@code a=1&b=2}. */
    static ObjectNode parameters(String encoded) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        int count = 0;
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals));
            Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty() || name.get().isEmpty() || count++ >= MOST_PARAMETERS) {
                continue;
            }
            var before = all.get(name.get());
            if (before == null) {
                all.put(name.get(), value.get());
            } else if (before instanceof ArrayNode list) {
                list.add(value.get());
            } else {
                all.putArray(name.get()).add(before).add(value.get());
            }
        }
        return all;
    }

    private static Optional<String> decode(String text) {
        try {
            return Optional.of(java.net.URLDecoder.decode(text, java.nio.charset.StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a person looks at the answer, and not a program. */
    boolean wantsHtml() {
        String accept = request.getHeader("Accept");
        return !method().equals("POST")
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** Whether an administrator asks which package answers. */
    boolean explains() {
        return query().has("explain") && has(Role.ADMIN);
    }

    /** Name and port that the client used; empty if it said none that is one. */
    Optional<String> host() {
        return Optional.ofNullable(request.getHeader("Host")).flatMap(Paths::host);
    }

    /** What every program is told. */
    ObjectNode input(Map<String, String> particulars) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("method", method());
        input.put("base", base);
        input.put("path", path);
        particulars.forEach(input::put);
        input.set("query", query());
        tellUser(input);
        return input;
    }
}
