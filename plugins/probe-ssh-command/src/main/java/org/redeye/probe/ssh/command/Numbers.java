package org.redeye.probe.ssh.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.redeye.api.probe.Metric;

/** Metrics of answers that are numbers. The name of a number tells its unit by its ending, as {@code used_bytes} does. */
final class Numbers {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 10;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_SHOWN = 100;
    private static final String PER_SECOND = "_per_second";
    private static final Map<String, String> UNITS =
            Map.of("_seconds", "s", "_ratio", "ratio", "_bytes", "B", "_days", "days");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,3})?");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Numbers() {}

    /** An answer that is not what it should be; the message says where and why. */
    static final class NoNumbersException extends Exception {
        private static final long serialVersionUID = 1;

        NoNumbersException(String message) {
            super(message, null, false, false);
        }
    }

    /** The one number that is there, as {@code value}. */
    static List<Metric> one(String text) throws NoNumbersException {
        String number = text.strip();
        if (!NUMBER.matcher(number).matches()) {
            throw new NoNumbersException("expected is one number, not '" + shown(number) + "'");
        }
        return List.of(Metric.of("value", "", finite(Double.parseDouble(number))));
    }

    /** The numbers and booleans (1 and 0) of an object; those within objects by their names with {@code _} between. */
    static List<Metric> json(String text) throws NoNumbersException {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new NoNumbersException("it is no JSON: line " + (at == null ? 1 : at.getLineNr()) + ", column "
                    + (at == null ? 1 : at.getColumnNr()) + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        if (!root.isObject()) {
            throw new NoNumbersException(
                    "expected is one JSON object, such as {\"jobs\": 3}, not '" + shown(text) + "'");
        }
        var found = new LinkedHashMap<String, Metric>();
        collect("", root, found);
        return new ArrayList<>(found.values());
    }

    private static void collect(String prefix, JsonNode object, Map<String, Metric> found) throws NoNumbersException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            String name = name(prefix + entry.getKey());
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                collect(name + "_", value, found);
            } else if (value.isNumber() || value.isBoolean()) {
                double number = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : finite(value.doubleValue());
                if (found.put(name, Metric.of(name, unit(name), number)) != null) {
                    throw new NoNumbersException("two of its numbers are both called " + name);
                }
            }
            if (found.size() > MOST) {
                throw new NoNumbersException("it has more than " + MOST + " numbers");
            }
        }
    }

    private static String name(String key) throws NoNumbersException {
        String name = key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (name.isEmpty() || !Character.isLetter(name.charAt(0)) || name.length() > LONGEST_NAME) {
            throw new NoNumbersException(
                    "'" + shown(key) + "' makes no name of a metric, which begins with a letter and" + " has at most "
                            + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static String unit(String name) {
        boolean rate = name.endsWith(PER_SECOND);
        String whole = rate ? name.substring(0, name.length() - PER_SECOND.length()) : name;
        String unit = UNITS.entrySet().stream()
                .filter(ending -> whole.endsWith(ending.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return rate ? unit + "/s" : unit;
    }

    private static double finite(double number) {
        return Double.isFinite(number) ? number : Double.NaN;
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
