package org.redeye.web.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.security.Role;
import org.redeye.api.security.User;
import org.redeye.api.security.Users;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;
import org.redeye.web.Engines;
import org.redeye.web.http.Json;

/**
 * Who is signed in with a browser. Sessions are kept in the state store, under the fingerprint of their id, so they
 * outlive a restart and cannot be taken over by who reads the store. Thread-safe.
 */
@Component(service = Sessions.class)
public final class Sessions {

    /** How long a session lives without a request. */
    static final Duration IDLE = Duration.ofHours(12);
    /** How long a session lives at most. */
    public static final Duration LONGEST = Duration.ofDays(7);
    /** How many there may be; beyond that the one not used for the longest time ends. */
    static final int MOST = 1000;

    private static final String BUCKET = "sessions";
    /** The time of the last request is stored no more often than so. */
    private static final long SEEN_STEP = Duration.ofMinutes(5).toMillis();
    /** The name of the first user, who signs in with the one-time link before there is a password. */
    static final String FIRST = "admin";

    private final Parsed<Session> parsed = new Parsed<>(Session.class);
    private final Engines engines;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** @param engines where users and the state store are found */
    @Activate
    public Sessions(@Reference Engines engines) {
        this(engines, Clock.systemUTC());
    }

    Sessions(Engines engines, Clock clock) {
        this.engines = engines;
        this.clock = clock;
    }

    /**
     * A session as stored.
     *
     * @param user the name of the user
     * @param first whether it came from the one-time link, when there was no user yet
     * @param created when it began, milliseconds since the epoch
     * @param seen when it was used last, to five minutes
     */
    record Session(String user, boolean first, long created, long seen) {}

    /**
     * A session that has just begun.
     *
     * @param id what goes into the cookie, and nowhere else
     * @param identity who it is
     */
    public record Opened(String id, Identity identity) {
        @Override
        public String toString() {
            return identity.toString();
        }
    }

    /** Begins a session, always with a new id. @param first whether the one-time link was used */
    public Opened open(User user, boolean first) {
        StateStore store = engines.stateStore();
        makeRoom(store);
        String id = Secrets.random();
        long now = clock.millis();
        String key = Secrets.fingerprint(id);
        store.put(BUCKET, key, write(new Session(user.name(), first, now, now)));
        return new Opened(id, identity(user.name(), user.role(), key, id));
    }

    /** Whose session it is; empty if it has ended or never was. Counts as use. */
    Optional<Identity> find(String id) {
        StateStore store = engines.stateStore();
        String key = Secrets.fingerprint(id);
        return store.get(BUCKET, key).flatMap(stored -> {
            Optional<Session> session = alive(stored);
            session.ifPresent(known -> touch(store, stored, known));
            return session.flatMap(this::role)
                    .map(role -> identity(session.get().user(), role, key, id));
        });
    }

    /** Whether a session goes on. Does not count as use. */
    boolean isAlive(String key) {
        return engines.stateStore()
                .get(BUCKET, key)
                .flatMap(this::alive)
                .flatMap(this::role)
                .isPresent();
    }

    /** Ends a session. */
    public void end(String key) {
        engines.stateStore().remove(BUCKET, key);
        tell();
    }

    /** Ends a session by what stands in its cookie, if it is one. */
    public void endById(String id) {
        end(Secrets.fingerprint(id));
    }

    /** Ends all sessions of a user but one. @param except the key of the one that goes on; empty for none */
    public void endAll(String user, String except) {
        StateStore store = engines.stateStore();
        for (Versioned stored : all(store)) {
            boolean theirs = parsed.of(stored)
                    .filter(session -> session.user().equals(user))
                    .isPresent();
            if (theirs && !stored.key().equals(except)) {
                store.remove(BUCKET, stored.key());
            }
        }
        tell();
    }

    /** Says that the user of a session from the one-time link now has a password, so it is a session like any other. */
    public void settle(String key) {
        StateStore store = engines.stateStore();
        store.get(BUCKET, key)
                .flatMap(parsed::of)
                .ifPresent(old ->
                        store.put(BUCKET, key, write(new Session(old.user(), false, old.created(), old.seen()))));
    }

    /** How many sessions are stored, ended ones included that nobody has asked for since. */
    public int count() {
        return all(engines.stateStore()).size();
    }

    /** Calls a listener after sessions or tokens have ended. @return takes it back */
    public Runnable onEnd(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells who listens that somebody may no longer do what they could. */
    void tell() {
        listeners.forEach(Runnable::run);
    }

    private Optional<Role> role(Session session) {
        Users users = engines.users();
        Optional<Role> role = users.find(session.user()).map(User::role);
        if (role.isEmpty() && session.first() && users.list().isEmpty()) {
            return Optional.of(Role.ADMIN);
        }
        return role;
    }

    private static Identity identity(String user, Role role, String key, String id) {
        return new Identity(user, role, Identity.Means.SESSION, key, Secrets.fingerprint("csrf " + id));
    }

    private Optional<Session> alive(Versioned stored) {
        long now = clock.millis();
        return parsed.of(stored)
                .filter(session -> now - session.seen() < IDLE.toMillis())
                .filter(session -> now - session.created() < LONGEST.toMillis());
    }

    private void touch(StateStore store, Versioned stored, Session session) {
        long now = clock.millis();
        if (now - session.seen() < SEEN_STEP) {
            return;
        }
        try {
            var seen = new Session(session.user(), session.first(), session.created(), now);
            store.replace(BUCKET, stored.key(), write(seen), stored.version());
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CONFLICT) { // then another request has just said the same
                throw e;
            }
        }
    }

    private void makeRoom(StateStore store) {
        record Alive(String key, long seen) {}
        var alive = new ArrayList<Alive>();
        for (Versioned stored : all(store)) {
            Optional<Session> session = alive(stored);
            session.ifPresent(known -> alive.add(new Alive(stored.key(), known.seen())));
            if (session.isEmpty()) {
                store.remove(BUCKET, stored.key());
            }
        }
        alive.sort(Comparator.comparingLong(Alive::seen));
        for (Alive oldest : alive.subList(0, Math.max(0, alive.size() - MOST + 1))) {
            store.remove(BUCKET, oldest.key());
        }
    }

    private static List<Versioned> all(StateStore store) {
        return store.scan(BUCKET, "", "", 10_000);
    }

    private static String write(Session session) {
        try {
            return Json.MAPPER.writeValueAsString(session);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A session is plain JSON", e);
        }
    }
}
