package org.redeye.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import org.redeye.api.alert.Severity;

/**
 * How a subject stands, as it is kept over restarts.
 *
 * @param rule the id of the rule
 * @param packageName its package
 * @param severity how bad it is
 * @param target what is watched
 * @param host the host it concerns
 * @param level how it stands; OK while it has yet to be told that it recovered
 * @param since since when
 * @param badSince since when it is out of order
 * @param value the value that was tested last
 * @param why what is told when it recovered
 */
record Stored(
        String rule,
        String packageName,
        Severity severity,
        Target target,
        String host,
        Level level,
        long since,
        long badSince,
        double value,
        String why) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stored of(Subject subject, Level level, String why) {
        return new Stored(
                subject.rule.id(),
                subject.rule.declaration.packageName(),
                subject.rule.declaration.severity(),
                subject.target,
                subject.host(),
                level,
                subject.ladder.since(),
                subject.ladder.badSince(),
                subject.value,
                why);
    }

    String text() {
        var json = JSON.createObjectNode();
        json.put("rule", rule).put("package", packageName).put("severity", severity.word());
        json.put("id", target.id()).put("check", target.check());
        json.put("metric", target.metric()).put("item", target.item()).put("unit", target.unit());
        json.put("step", target.step()).put("host", host).put("level", level.word());
        json.put("since", since).put("bad_since", badSince).put("why", why);
        if (!Double.isNaN(value)) {
            json.put("value", value);
        }
        return json.toString();
    }

    /** @return empty if it is nothing that this version has written */
    static Optional<Stored> read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            var target = new Target(
                    json.path("id").asText(),
                    json.path("check").asText(),
                    json.path("metric").asText(),
                    json.path("item").asText(),
                    json.path("unit").asText(),
                    json.path("step").asLong());
            return Optional.of(new Stored(
                    json.path("rule").asText(),
                    json.path("package").asText(),
                    Severity.valueOf(json.path("severity").asText().toUpperCase(Locale.ROOT)),
                    target,
                    json.path("host").asText(),
                    Level.valueOf(json.path("level").asText().toUpperCase(Locale.ROOT)),
                    json.path("since").asLong(),
                    json.path("bad_since").asLong(),
                    json.path("value").asDouble(Double.NaN),
                    json.path("why").asText()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
