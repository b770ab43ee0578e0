package org.redeye.probe.heartbeat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.redeye.api.state.StateStore;
import org.redeye.api.state.Versioned;
import org.redeye.api.store.StoreException;

/**
 * Who calls, kept in the state store: what is acknowledged survives {@code kill -9}. A token itself is never stored, only its
 * SHA-256. Thread-safe.
 */
@Component(service = Beats.class)
public final class Beats {

    /** How many tokens are known at most. */
    static final int MOST = 10_000;

    private static final String BUCKET = "heartbeats";
    /** How often two calls at the same moment try to be the one that comes first. */
    private static final int TRIES = 20;

    private static final long DAY = 86_400_000L;
    /** A check runs at least every 366 days: who is not asked for longer has none any more. */
    private static final long FORGET = 400 * DAY;

    private final StateStore store;

    /** @param store keeps what is known */
    @Activate
    public Beats(@Reference StateStore store) {
        this.store = store;
    }

    /** There are too many tokens. */
    static final class Full extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What is known of a caller; makes it known from now on. */
    Beat know(String token, long now) throws Full {
        String key = key(token);
        Optional<Versioned> known = store.get(BUCKET, key);
        if (known.isEmpty()) {
            return begin(key, now);
        }
        Beat beat = Beat.read(known.get().value());
        if (now - beat.asked() > DAY) {
            change(token, each -> each.ask(now));
        }
        return beat;
    }

    private Beat begin(String key, long now) throws Full {
        makeRoom(now);
        try {
            store.replace(BUCKET, key, Beat.fresh(now).write(), 0);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CONFLICT) {
                throw e;
            } // another check with the same token was faster
        }
        return store.get(BUCKET, key).map(each -> Beat.read(each.value())).orElse(Beat.fresh(now));
    }

    /** Whether a check waits for this token. */
    boolean isKnown(String token) {
        return store.get(BUCKET, key(token)).isPresent();
    }

    /** Changes what is known of a caller; empty if the token is not known. */
    Optional<Beat> change(String token, UnaryOperator<Beat> change) {
        String key = key(token);
        for (int i = 1; ; i++) {
            Optional<Versioned> known = store.get(BUCKET, key).filter(each -> same(each.key(), key));
            if (known.isEmpty()) {
                return Optional.empty();
            }
            Beat changed = change.apply(Beat.read(known.get().value()));
            try {
                store.replace(BUCKET, key, changed.write(), known.get().version());
                return Optional.of(changed);
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.CONFLICT || i == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void makeRoom(long now) throws Full {
        List<Versioned> all = store.scan(BUCKET, "", "", MOST);
        if (all.size() < MOST) {
            return;
        }
        boolean room = false;
        for (Versioned each : all) {
            if (now - Beat.read(each.value()).asked() > FORGET) {
                room |= store.remove(BUCKET, each.key());
            }
        }
        if (!room) {
            throw new Full();
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** What stands for a token: from it the token cannot be told, and the time that a search takes tells nothing of it. */
    private static String key(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
