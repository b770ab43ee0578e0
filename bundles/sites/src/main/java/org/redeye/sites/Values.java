package org.redeye.sites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** What a template may say: JSON, asked by keys such as {@code user.name}. */
final class Values {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Values() {}

    /**
     * The value of a key: a member of that very name, else what the parts between dots lead to.
     *
     * @return its text; an empty one for null, JSON for lists and maps; empty if there is no such member
     */
    static Optional<String> text(JsonNode data, String key) {
        JsonNode found = data.get(key);
        if (found == null) {
            found = data;
            for (String part : key.split("\\.", -1)) {
                found = found == null ? null : found.get(part);
            }
        }
        return Optional.ofNullable(found).map(Values::text);
    }

    /** A value as text. */
    static String text(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (value.isValueNode()) {
            return value.asText();
        }
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read as JSON can be written", e);
        }
    }
}
