package org.redeye.packages.script;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.redeye.api.schema.Secret;

/** JSON as programs read and write it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS) // what is the same is written the same
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

    /** A value that says itself what programs get. */
    public interface Own {
        /** What {@link #write} writes for it. */
        Object json();
    }

    /** A text that is not one JSON value; the message says where and why. */
    public static final class NoJsonException extends Exception {
        private static final long serialVersionUID = 1;

        NoJsonException(String message) {
            super(message, null, false, false);
        }
    }

    /** Reads one value. */
    public static JsonNode read(String text) throws NoJsonException {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new NoJsonException("there is nothing");
            }
            return node;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw new NoJsonException(
                    place + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** Writes texts, numbers, booleans, maps and lists; a duration in seconds, a secret masked, all else as its text. */
    public static String write(Object value) {
        return text(plain(value));
    }

    /** The same with what secrets say: for the program that needs them, and nobody else. */
    public static String reveal(Object value) {
        return text(plain(value, true));
    }

    private static String text(Object plain) {
        try {
            return MAPPER.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can be written", e);
        }
    }

    /** A value as it is written. */
    public static Object plain(Object value) {
        return plain(value, false);
    }

    private static Object plain(Object value, boolean reveal) {
        if (value instanceof JsonNode || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, Object>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner, reveal)));
            return plain;
        }
        if (value instanceof Iterable<?> list) {
            var plain = new ArrayList<Object>();
            list.forEach(inner -> plain.add(plain(inner, reveal)));
            return plain;
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() % 1_000_000_000 == 0 ? duration.toSeconds() : duration.toNanos() / 1e9;
        }
        if (value instanceof Own own) {
            return plain(own.json(), reveal);
        }
        return value instanceof Secret secret && reveal ? secret.reveal() : value.toString(); // a secret is its mask
    }
}
