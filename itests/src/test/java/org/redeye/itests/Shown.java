package org.redeye.itests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares what a document shows with what the product said. In a document {@code …} stands for what is not told: alone in
 * a line for any lines, within a line for anything, as a JSON value for any value, as a JSON key for further members, and as the only element of a list for any
 * elements.
 * Blanks at ends of lines and the widths of a table's columns do not count.
 */
final class Shown {

    private static final String ANYTHING = "…";

    private Shown() {}

    static boolean fits(String shown, String said) {
        Optional<JsonNode> json = json(shown);
        return json.isPresent()
                ? json(said).filter(there -> fits(json.get(), there)).isPresent()
                : Pattern.compile(pattern(plain(shown)), Pattern.DOTALL)
                        .matcher(plain(said))
                        .matches();
    }

    private static Optional<JsonNode> json(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Distribution.JSON.readTree(stripped));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(JsonNode shown, JsonNode said) {
        if (shown.isTextual() && shown.asText().contains(ANYTHING)) {
            return Pattern.compile(pattern(shown.asText()), Pattern.DOTALL)
                    .matcher(said.asText(said.toString()))
                    .matches();
        }
        if (shown.isObject() && said.isObject()) {
            boolean open = shown.has(ANYTHING);
            return (open ? shown.size() - 1 <= said.size() : shown.size() == said.size())
                    && shown.properties().stream()
                            .filter(member -> !member.getKey().equals(ANYTHING))
                            .allMatch(member ->
                                    said.has(member.getKey()) && fits(member.getValue(), said.get(member.getKey())));
        }
        if (shown.isArray()
                && said.isArray()
                && shown.size() == 1
                && ANYTHING.equals(shown.get(0).asText())) {
            return true;
        }
        if (shown.isArray() && said.isArray() && shown.size() == said.size()) {
            for (int i = 0; i < shown.size(); i++) {
                if (!fits(shown.get(i), said.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return shown.equals(said);
    }

    private static String plain(String text) {
        return text.lines()
                .map(line ->
                        line.replaceAll("\\s+", " ").replaceAll("-{3,}", "---").strip())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String pattern(String shown) {
        return shown.lines()
                .map(line -> line.equals(ANYTHING) ? ".*" : Pattern.quote(line).replace(ANYTHING, "\\E[^\n]*\\Q"))
                .collect(Collectors.joining("\n"));
    }
}
