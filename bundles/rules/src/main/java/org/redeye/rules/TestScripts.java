package org.redeye.rules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.redeye.api.rule.Criterion;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;

/**
 * Asks the programs of rules whether something is out of order: JSON in, {@code {"firing": true, "text": "…", "value": 1.5}} out, once
 * in the time of {@code over}. One that fails breaks its rule and nothing else. Called by one thread; answers come on others.
 */
final class TestScripts {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SHORTEST = 10_000;
    private static final int MOST_SUBJECTS = 1_000;
    private static final int LONGEST_TEXT = 2_000;

    private final Evaluator evaluator;
    private final Map<String, Long> next = new HashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private volatile Optional<Scripts> scripts = Optional.empty();

    private record Call(String rule, ScriptCall call, long every) {}

    TestScripts(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    void attach(Scripts there) {
        scripts = Optional.of(there);
    }

    void detach(Scripts gone) {
        if (scripts.filter(gone::equals).isPresent()) {
            scripts = Optional.empty();
        }
    }

    /** Begins those that are due. */
    void tick(long now, java.util.function.LongSupplier clock) {
        Optional<Scripts> there = scripts;
        Map<String, Call> due = evaluator.read(rules -> due(rules, now));
        due.forEach((id, call) -> {
            next.put(id, now + call.every());
            if (there.isEmpty()) {
                evaluator.said(id, ScriptVerdict.failed("Its script is not run: nothing here runs scripts."), now);
            } else if (running.add(id)) {
                there.get().run(call.call()).thenAccept(result -> {
                    running.remove(id);
                    evaluator.said(id, verdict(result), clock.getAsLong());
                });
            }
        });
    }

    private Map<String, Call> due(Map<String, Rule> rules, long now) {
        next.keySet().retainAll(rules.keySet());
        var due = new HashMap<String, Call>();
        for (Rule rule : rules.values()) {
            if (rule.declaration.criterion() instanceof Criterion.Script script
                    && now >= next.getOrDefault(rule.id(), 0L)) {
                String input = input(rule, now);
                var call = ScriptCall.of(rule.declaration.packageName(), "rules", script.script(), input);
                due.put(
                        rule.id(),
                        new Call(
                                rule.id(),
                                call,
                                Math.max(SHORTEST, rule.declaration.over().toMillis())));
            }
        }
        return due;
    }

    private static String input(Rule rule, long now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("rule", rule.id())
                .put("package", rule.declaration.packageName())
                .put("at", now);
        var subjects = json.putArray("subjects");
        rule.subjects.values().stream()
                .filter(subject -> !subject.target.id().equals(rule.id()))
                .limit(MOST_SUBJECTS)
                .forEach(subject -> {
                    ObjectNode one = subjects.addObject();
                    one.put("subject", subject.target.id()).put("check", subject.target.check());
                    one.put("metric", subject.target.metric()).put("item", subject.target.item());
                    one.put("host", subject.host()).put("state", subject.facts.state.word());
                    one.put("reason", subject.facts.reason);
                    if (subject.lastAt != Ladder.NONE) {
                        one.put("at", subject.lastAt);
                    }
                    if (!Double.isNaN(subject.value)) {
                        one.put("value", subject.value);
                    }
                });
        return json.toString();
    }

    private static ScriptVerdict verdict(ScriptResult result) {
        if (!result.ok()) {
            return ScriptVerdict.failed(result.message());
        }
        try {
            JsonNode answer = JSON.readTree(result.output());
            if (!answer.path("firing").isBoolean()) {
                return ScriptVerdict.failed(
                        "Its script has to answer {\"firing\": true} or {\"firing\": false}, with 'text' and 'value' if it likes.");
            }
            String text = answer.path("text").asText("");
            return new ScriptVerdict(
                    answer.path("firing").booleanValue(),
                    answer.path("value").asDouble(Double.NaN),
                    text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text,
                    "");
        } catch (JsonProcessingException e) {
            return ScriptVerdict.failed("Its script has not answered JSON.");
        }
    }
}
