package org.redeye.web.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.state.Versioned;
import org.redeye.web.http.Json;

/**
 * Stored values as objects. A text is parsed once: every request asks for the same few tokens and sessions. What is stored is
 * still read each time, so who was taken out is out at once. Thread-safe.
 */
final class Parsed<T> {

    /** Values that are remembered; beyond that it begins anew. */
    static final int MOST = 1_000;

    private final Class<T> type;
    private final Map<String, Known<T>> known = new ConcurrentHashMap<>();

    private record Known<T>(Versioned stored, Optional<T> value) {}

    Parsed(Class<T> type) {
        this.type = type;
    }

    /** What a text says; empty if it has the shape of another release. */
    Optional<T> of(Versioned stored) {
        Known<T> before = known.get(stored.key());
        if (before != null && before.stored().equals(stored)) {
            return before.value();
        }
        var now = new Known<>(stored, parse(stored.value()));
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(stored.key(), now);
        return now.value();
    }

    int size() {
        return known.size();
    }

    private Optional<T> parse(String text) {
        try {
            return Optional.of(Json.MAPPER.readValue(text, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
