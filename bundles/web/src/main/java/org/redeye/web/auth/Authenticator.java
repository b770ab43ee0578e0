package org.redeye.web.auth;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.security.User;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;

/**
 * Tells who asks, from what a request carries: a bearer token, name and password (or a token in its place), or the cookie of a
 * session.
 */
@Component(service = Authenticator.class)
public final class Authenticator {

    private static final String COOKIE = "rem_session_";
    private static final int LONGEST = 1024;

    private final Engines engines;
    private final Sessions sessions;
    private final Tokens tokens;

    /**
     * @param engines the user realm, which keeps the cost of HTTP Basic low and damps guesses; our port
     * @param sessions cookies
     * @param tokens bearer tokens
     */
    @Activate
    public Authenticator(@Reference Engines engines, @Reference Sessions sessions, @Reference Tokens tokens) {
        this.engines = engines;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * Who asks. The header {@code Authorization} goes before the cookie.
     *
     * @return empty if the request carries nothing that says so
     * @throws HttpProblem 401 if what it carries is wrong or has ended
     */
    public Optional<Identity> identify(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            return Optional.of(byHeader(header, request.getRemoteAddr()));
        }
        return cookie(request).map(id -> sessions.find(id)
                .orElseThrow(() -> HttpProblem.unauthorized("The session has ended. Sign in again.")));
    }

    /** Who asks, where nobody has to be: what is wrong or cannot be looked up counts as nothing. */
    public Optional<Identity> identifyIfPossible(HttpServletRequest request) {
        try {
            return cookie(request).flatMap(sessions::find);
        } catch (RuntimeException e) { // a page that needs no sign-in comes even if the store is away
            return Optional.empty();
        }
    }

    /** Whether somebody may still do what they could when they came. Costs no hash of a password. */
    public boolean isAlive(Identity identity) {
        return switch (identity.means()) {
            case SESSION -> sessions.isAlive(identity.key());
            case TOKEN -> tokens.isAlive(identity.key());
            case BASIC -> engines.users().find(identity.name()).isPresent();
        };
    }

    /**
     * The name of the cookie. It has our port in it: browsers send a cookie to every port of a host, so two instances on
     * one host would take each other's sessions away.
     */
    public String cookieName() {
        return COOKIE + engines.platform().url().getPort();
    }

    /** What stands in the cookie. */
    public Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(cookieName()) && cookie.getValue().length() <= LONGEST) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private Identity byHeader(String header, String origin) {
        int blank = header.indexOf(' ');
        String scheme = blank < 0 ? header : header.substring(0, blank);
        String rest = blank < 0 || header.length() > LONGEST
                ? ""
                : header.substring(blank + 1).trim();
        if (scheme.equalsIgnoreCase("Bearer")) {
            return tokens.find(rest)
                    .orElseThrow(() -> HttpProblem.unauthorized("The token is wrong, has ended or was taken back."));
        }
        if (scheme.equalsIgnoreCase("Basic")) {
            return byPassword(rest, origin)
                    .orElseThrow(() -> HttpProblem.unauthorized("Name or password is wrong,"
                            + " or there were too many wrong ones: then try again later."));
        }
        throw HttpProblem.unauthorized("The header Authorization is not understood; expected Bearer or Basic.");
    }

    private Optional<Identity> byPassword(String encoded, String origin) {
        String decoded;
        try {
            decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = decoded.substring(0, colon);
        Optional<Identity> token = tokens.find(decoded.substring(colon + 1)); // programs that know nothing but Basic
        if (token.isPresent()) {
            return token.filter(identity -> identity.name().equals(name));
        }
        char[] password = decoded.substring(colon + 1).toCharArray();
        Optional<User> user = engines.users().authenticate(name, password, origin);
        return user.map(known -> new Identity(known.name(), known.role(), Identity.Means.BASIC, "", ""));
    }
}
