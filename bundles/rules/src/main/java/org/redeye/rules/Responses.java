package org.redeye.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertQuery;
import org.redeye.api.alert.Alerts;
import org.redeye.api.alert.Condition;
import org.redeye.api.alert.Match;
import org.redeye.api.alert.Severity;
import org.redeye.api.event.Events;
import org.redeye.api.rule.RuleDeclaration.Response;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.script.ScriptResult;
import org.redeye.api.script.Scripts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs programs in answer to a change of state: once a change, and so often an hour at most. Thread-safe. */
final class Responses {

    private static final Logger LOG = LoggerFactory.getLogger(Responses.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final int MOST_NOTES = 1_000;
    private static final int LONGEST_NOTE = 1_900;
    /** How long an alert is looked for. */
    private static final long PATIENCE = TimeUnit.MINUTES.toMillis(1);

    private final Events events;
    private final Map<String, Deque<Long>> runs = new HashMap<>();
    private final Deque<Note> notes = new ArrayDeque<>();
    private Optional<Scripts> scripts = Optional.empty();

    private record Note(Condition condition, String text, long at) {}

    Responses(Events events) {
        this.events = events;
    }

    synchronized void attach(Scripts there) {
        scripts = Optional.of(there);
    }

    synchronized void detach(Scripts gone) {
        if (scripts.filter(gone::equals).isPresent()) {
            scripts = Optional.empty();
        }
    }

    /** A subject stands otherwise. */
    synchronized void moved(Subject subject, Level before, Condition condition, long now) {
        Optional<Response> run = subject.rule.declaration.run();
        boolean fired = subject.ladder.level() == Level.FIRING;
        boolean recovered = before == Level.FIRING && subject.ladder.level() == Level.OK;
        if (run.isEmpty() || !(fired || (recovered && run.get().onRecovery()))) {
            return;
        }
        String script = run.get().script();
        if (!admit(condition.source(), run.get().mostPerHour(), now)) {
            note(
                    condition,
                    script + " was not run: it ran " + run.get().mostPerHour()
                            + " times in the last hour, which is the most.",
                    now);
        } else if (scripts.isEmpty()) {
            note(condition, script + " was not run: nothing here runs scripts.", now);
        } else {
            var call = ScriptCall.of(condition.packageName(), "rules", script, input(condition, fired));
            scripts.get().run(call).thenAccept(result -> note(condition, told(script, result), now));
        }
    }

    private boolean admit(String rule, int most, long now) {
        Deque<Long> last = runs.computeIfAbsent(rule, same -> new ArrayDeque<>());
        while (!last.isEmpty() && last.peek() <= now - HOUR) {
            last.remove();
        }
        return last.size() < most && last.add(now);
    }

    private static String input(Condition condition, boolean firing) {
        ObjectNode json = JSON.createObjectNode();
        json.put("key", condition.key()).put("rule", condition.source()).put("package", condition.packageName());
        json.put("subject", condition.subject()).put("host", condition.host());
        json.put("severity", condition.severity().word()).put("firing", firing);
        json.put("at", condition.at().toEpochMilli()).put("role", condition.role());
        json.put("summary", condition.summary()).put("text", condition.text());
        json.set("labels", JSON.valueToTree(condition.labels()));
        json.set("links", JSON.valueToTree(condition.links()));
        json.set("values", JSON.valueToTree(condition.values()));
        return json.toString();
    }

    private static String told(String script, ScriptResult result) {
        String took = " in " + result.took().toMillis() / 1e3 + " s";
        return result.ok()
                ? script + " was run" + took + " and answered "
                        + result.output().strip()
                : script + " was run in answer, without success: " + result.message();
    }

    private synchronized void note(Condition condition, String text, long now) {
        String cut = text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "…" : text;
        events.publish("rule-run", Map.of("id", condition.source(), "subject", condition.subject(), "text", cut));
        LOG.info("{}: {}", condition.source(), cut);
        if (notes.size() >= MOST_NOTES) {
            notes.remove();
        }
        notes.add(new Note(condition, cut, now));
    }

    /** Writes into the record of the alerts what was run, as soon as there is an alert. */
    void tick(Optional<Alerts> alerts, long now) {
        for (Note note : waiting()) {
            Optional<String> alert = alerts.flatMap(there -> find(there, note.condition()));
            if (alert.isEmpty()) {
                if (now - note.at() < PATIENCE) {
                    synchronized (this) {
                        notes.add(note);
                    }
                }
                continue;
            }
            try {
                var unused = alerts.get().note(alert.get(), note.condition().source(), note.text());
            } catch (RuntimeException e) {
                LOG.warn(
                        "What {} has run could not be noted: {}",
                        note.condition().source(),
                        e.getMessage());
            }
        }
    }

    private synchronized List<Note> waiting() {
        var all = List.copyOf(notes);
        notes.clear();
        return all;
    }

    private static Optional<String> find(Alerts alerts, Condition condition) {
        var match = new Match(condition.source(), condition.subject(), "", "", Severity.INFO, Map.of());
        var query = new AlertQuery(Set.of(), match, "", "", Optional.empty(), Optional.empty(), "", 10);
        try {
            return alerts.list(query).stream()
                    .filter(alert -> alert.members().stream()
                            .anyMatch(member -> member.condition().key().equals(condition.key())))
                    .map(Alert::id)
                    .findFirst();
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
