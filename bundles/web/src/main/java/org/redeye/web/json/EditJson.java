package org.redeye.web.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.redeye.api.packages.Edit;
import org.redeye.api.packages.Place;
import org.redeye.web.http.HttpProblem;
import org.redeye.web.http.RawValues;

/**
 * An edit of a text, see {@link Edit}.
 *
 * @param op {@code set}, {@code insert}, {@code remove}, {@code rename}, {@code move} or {@code paste}
 * @param path what is set, removed, renamed or moved
 * @param into the map or list that something is put into
 * @param key the key of a new entry, or the new key
 * @param value what is said; null for nothing
 * @param text YAML to be pasted
 * @param place {@code "first"}, {@code "last"}, {@code {"before": …}} or {@code {"after": …}}; null for last
 */
public record EditJson(
        @Nullable String op,
        @Nullable List<Object> path,
        @Nullable List<Object> into,
        @Nullable String key,
        @Nullable Object value,
        @Nullable String text,
        @Nullable JsonNode place) {

    private static final String OPS = "set, insert, remove, rename, move or paste";

    /**
     * The edit.
     *
     * @throws HttpProblem 422 if something is missing or is not what it should be
     */
    public Edit edit() {
        return switch (given("op", op)) {
            case "set" -> new Edit.Set(steps("path", path), raw());
            case "insert" ->
                key == null
                        ? new Edit.InsertItem(steps("into", into), raw(), where())
                        : new Edit.InsertEntry(steps("into", into), key, raw(), where());
            case "remove" -> new Edit.Remove(steps("path", path));
            case "rename" -> new Edit.Rename(steps("path", path), given("key", key));
            case "move" -> new Edit.Move(steps("path", path), steps("into", into), where());
            case "paste" -> new Edit.Paste(steps("into", into), given("text", text), where());
            default -> throw HttpProblem.unprocessable("'op' is '" + op + "'; expected one of " + OPS + ".");
        };
    }

    private Object raw() {
        return value == null ? Optional.empty() : RawValues.of(value);
    }

    private Place where() {
        if (place == null
                || place.isNull()
                || place.isTextual() && place.asText().equals("last")) {
            return Place.last();
        }
        if (place.isTextual() && place.asText().equals("first")) {
            return Place.first();
        }
        for (Map.Entry<String, JsonNode> entry : place.properties()) {
            Object sibling = step(
                    "place",
                    entry.getValue().isInt()
                            ? entry.getValue().asInt()
                            : entry.getValue().asText());
            switch (entry.getKey()) {
                case "before":
                    return Place.before(sibling);
                case "after":
                    return Place.after(sibling);
                default:
                    break;
            }
        }
        throw HttpProblem.unprocessable(
                "'place' is not understood; expected \"first\", \"last\", {\"before\": …} or {\"after\": …}.");
    }

    private static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw HttpProblem.unprocessable("'" + name + "' is missing in an edit.");
        }
        return value;
    }

    /**
     * A path of keys and positions.
     *
     * @throws HttpProblem 422 if an element is neither
     */
    public static List<Object> steps(String name, @Nullable List<Object> path) {
        return given(name, path).stream().map(step -> step(name, step)).toList();
    }

    private static Object step(String name, @Nullable Object step) {
        if (step instanceof String || step instanceof Integer) {
            return step;
        }
        throw HttpProblem.unprocessable(
                "'" + name + "' has '" + step + "'; expected keys (texts) and positions (numbers).");
    }

    @Override
    public String toString() {
        return "EditJson[" + op + " " + path + "]"; // values may be secret
    }
}
