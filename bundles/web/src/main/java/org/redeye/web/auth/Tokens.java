package org.redeye.web.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.state.StateStore;
import org.redeye.web.Engines;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.Json;

/**
 * Bearer tokens of scripts: {@code rem_<id>_<256 random bits>}. Kept in the state store as SHA-256 of the random part. A
 * token may do what its role and its user's role both may. Thread-safe.
 */
@Component(service = Tokens.class)
public final class Tokens {

    /** How many tokens a user may have. */
    static final int MOST = 100;

    private static final String BUCKET = "tokens";
    private static final Pattern SHAPE = Pattern.compile("rem_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");

    private final Parsed<Token> parsed = new Parsed<>(Token.class);
    private final Engines engines;
    private final Sessions sessions;
    private final Clock clock;

    /**
     * @param engines where users and the state store are found
     * @param sessions tells those who listen that somebody is out
     */
    @Activate
    public Tokens(@Reference Engines engines, @Reference Sessions sessions) {
        this(engines, sessions, Clock.systemUTC());
    }

    Tokens(Engines engines, Sessions sessions, Clock clock) {
        this.engines = engines;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * A token as stored.
     *
     * @param name what it is for, in its owner's words
     * @param user its owner
     * @param role what it may do at most, lower case
     * @param hash SHA-256 of its random part
     * @param created when it was made, milliseconds since the epoch
     * @param expires when it ends; null if it does not
     */
    public record Token(
            String name,
            String user,
            String role,
            String hash,
            long created,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long expires) {
        @Override
        public String toString() {
            return name + " of " + user;
        }
    }

    /**
     * A token and its id.
     *
     * @param id its name in the store
     * @param token what is stored
     */
    public record Known(String id, Token token) {}

    /**
     * A token that has just been made.
     *
     * @param known what is stored
     * @param text the token itself, which nobody can show again
     */
    public record Made(Known known, String text) {
        @Override
        public String toString() {
            return known.toString();
        }
    }

    /**
     * Makes a token.
     *
     * @param expires when it ends, milliseconds since the epoch; null if it does not
     * @throws HttpProblem 422 if the time is past or the user has too many
     */
    public Made make(String user, String name, Role role, @Nullable Long expires) {
        if (expires != null && expires <= clock.millis()) {
            throw HttpProblem.unprocessable("'expires' is in the past; expected milliseconds since the epoch.");
        }
        if (list().stream().filter(known -> known.token().user().equals(user)).count() >= MOST) {
            throw HttpProblem.unprocessable(user + " has " + MOST + " tokens; delete one first.");
        }
        String id = Secrets.id();
        String random = Secrets.random();
        var token = new Token(name, user, role.word(), Secrets.fingerprint(random), clock.millis(), expires);
        engines.stateStore().replace(BUCKET, id, write(token), 0);
        return new Made(new Known(id, token), "rem_" + id + "_" + random);
    }

    /** Who sends this token; empty if it is none, has ended, or its user is gone. */
    Optional<Identity> find(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        return get(shape.group(1))
                .filter(token -> Secrets.same(token.hash(), Secrets.fingerprint(shape.group(2))))
                .flatMap(token -> identity(shape.group(1), token));
    }

    /** Whether a token is still good. */
    boolean isAlive(String id) {
        return get(id).flatMap(token -> identity(id, token)).isPresent();
    }

    /** All tokens, ordered by id. */
    public List<Known> list() {
        return engines.stateStore().scan(BUCKET, "", "", 10_000).stream()
                .flatMap(stored -> parsed.of(stored).map(token -> new Known(stored.key(), token)).stream())
                .toList();
    }

    /** One token. */
    public Optional<Token> get(String id) {
        return engines.stateStore().get(BUCKET, id).flatMap(parsed::of);
    }

    /** Takes a token back. */
    public void remove(String id) {
        engines.stateStore().remove(BUCKET, id);
        sessions.tell();
    }

    /** Takes all tokens of a user back. */
    public void removeAll(String user) {
        StateStore store = engines.stateStore();
        list().stream()
                .filter(known -> known.token().user().equals(user))
                .forEach(known -> store.remove(BUCKET, known.id()));
        sessions.tell();
    }

    private Optional<Identity> identity(String id, Token token) {
        boolean over = token.expires() != null && token.expires() <= clock.millis();
        if (over) {
            return Optional.empty();
        }
        return engines.users().find(token.user()).map(User::role).flatMap(own -> role(token.role())
                .map(most -> own.includes(most) ? most : own)
                .map(role -> new Identity(token.user(), role, Identity.Means.TOKEN, id, "")));
    }

    /** The role that a word names. */
    public static Optional<Role> role(String word) {
        for (Role role : Role.values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private static String write(Token token) {
        try {
            return Json.MAPPER.writeValueAsString(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A token is plain JSON", e);
        }
    }
}
