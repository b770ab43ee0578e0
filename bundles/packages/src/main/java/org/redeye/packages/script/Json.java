package org.redeye.packages.script;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.redeye.api.schema.Secret;

/** JSON as programs read and write it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private Json() {}

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
        try {
            return MAPPER.writeValueAsString(plain(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can be written", e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof JsonNode || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, Object>();
            map.forEach((key, inner) -> plain.put(String.valueOf(key), plain(inner)));
            return plain;
        }
        if (value instanceof Iterable<?> list) {
            var plain = new java.util.ArrayList<Object>();
            list.forEach(inner -> plain.add(plain(inner)));
            return plain;
        }
        if (value instanceof Duration duration) {
            return duration.toNanos() % 1_000_000_000 == 0 ? duration.toSeconds() : duration.toNanos() / 1e9;
        }
        return value instanceof Secret ? Secret.MASK : value.toString();
    }

    /** The texts of a list; empty if it is none. */
    public static List<String> texts(JsonNode node) {
        var texts = new java.util.ArrayList<String>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
