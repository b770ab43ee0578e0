package org.redeye.packages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.redeye.api.schema.Binder.Fault;
import org.redeye.api.schema.Nearest;
import org.redeye.api.schema.Problem;
import org.redeye.api.script.ScriptCall;
import org.redeye.api.section.Item;
import org.redeye.packages.Answers.NotAskedException;
import org.redeye.packages.Answers.SilentException;
import org.redeye.packages.script.Json;
import org.redeye.packages.script.Programs.MissingException;
import org.redeye.packages.yaml.Document;
import org.redeye.packages.yaml.Node;

/**
 * Calls the scripts of a package's own sections while it is compiled: each once for all items, in the order of the
 * document; the sections within come after the section that holds them.
 */
final class SectionScripts {

    private final String packageName;
    private final Answers answers;
    private final SectionReader reader;
    private final Problems problems;
    private final Findings found;

    SectionScripts(String packageName, Answers answers, SectionReader reader, Problems problems, Findings found) {
        this.packageName = packageName;
        this.answers = answers;
        this.reader = reader;
        this.problems = problems;
        this.found = found;
    }

    /** What a process script returned for one item. */
    record Fragment(String owner, String program, Node.Mapping root) {}

    /** A section with all its items, those of sections within gathered from all items around them. */
    private record Level(String path, Declared declared, List<Item> items) {}

    private static List<Level> levels(String path, Declared declared, List<Item> items) {
        var levels = new ArrayList<Level>();
        levels.add(new Level(path, declared, items));
        declared.sections().forEach((name, inner) -> {
            List<Item> below = items.stream()
                    .flatMap(item -> item.nested().getOrDefault(name, List.of()).stream())
                    .toList();
            levels.addAll(levels(path + "/" + name, inner, below));
        });
        return levels;
    }

    /** Has the items of a section judged. What is wrong goes to the problems. */
    void validate(String section, Declared declared, List<Item> items) {
        for (Level level : levels(section, declared, items)) {
            ask(level, Declared.VALIDATE).ifPresent(answer -> judge(level, answer));
        }
    }

    private void judge(Level level, JsonNode answer) {
        Node place = place(level, Declared.VALIDATE);
        JsonNode said = answer.isObject() ? answer.path("problems") : answer;
        if (!said.isArray()) {
            problems.at(
                    place,
                    program(level, Declared.VALIDATE)
                            + " did not answer with {\"problems\": […]}, each with 'id', 'field' and 'message'.");
            return;
        }
        Map<String, Item> byId = byId(level.items());
        for (JsonNode one : said) {
            Item item = byId.get(one.path("id").asText());
            String message = one.path("message").asText();
            if (item == null || message.isBlank()) {
                problems.at(
                        place,
                        program(level, Declared.VALIDATE) + " names "
                                + (item == null
                                        ? "the item '" + one.path("id").asText() + "', which is not there."
                                        : "no message for '" + one.path("id").asText() + "'."));
            } else {
                reader.fault(
                        item,
                        new Fault(
                                one.path("field").asText(""),
                                List.of(),
                                message,
                                one.path("suggestion").asText("")),
                        false);
            }
        }
    }

    /** What the items of a section ask for. What is wrong goes to the problems. */
    List<Fragment> process(String section, Declared declared, List<Item> items) {
        var fragments = new ArrayList<Fragment>();
        for (Level level : levels(section, declared, items)) {
            ask(level, Declared.PROCESS).ifPresent(answer -> fragments.addAll(fragments(level, answer)));
        }
        return fragments;
    }

    private List<Fragment> fragments(Level level, JsonNode answer) {
        Node place = place(level, Declared.PROCESS);
        String program = program(level, Declared.PROCESS);
        if (!answer.isObject()) {
            problems.at(place, program + " did not answer with a map from the items' ids to sections.");
            return List.of();
        }
        Map<String, Item> byId = byId(level.items());
        var fragments = new ArrayList<Fragment>();
        answer.fields().forEachRemaining(entry -> {
            Item item = byId.get(entry.getKey());
            if (item == null) {
                problems.at(
                        place,
                        program + " answers for '" + entry.getKey() + "', which is none of the items it was given.",
                        Nearest.to(entry.getKey(), byId.keySet()));
            } else if (!entry.getValue().isObject()) {
                problems.at(
                        reader.node(item),
                        program + " answers for '" + entry.getKey() + "' with something else than sections.");
            } else {
                Node.Span at = reader.node(item).span();
                fragments.add(new Fragment(entry.getKey(), program, (Node.Mapping) node(entry.getValue(), at)));
            }
        });
        return fragments;
    }

    /** What a program answered as if it stood in the text, all of it at one place. */
    static Node node(JsonNode json, Node.Span at) {
        if (json.isObject()) {
            var entries = new ArrayList<Node.Entry>();
            json.fields()
                    .forEachRemaining(entry -> entries.add(new Node.Entry(
                            new Node.Scalar(at, entry.getKey(), false, true), node(entry.getValue(), at))));
            return new Node.Mapping(at, entries, true);
        }
        if (json.isArray()) {
            var elements = new ArrayList<Node>();
            json.forEach(element -> elements.add(node(element, at)));
            return new Node.Sequence(at, elements, true);
        }
        return new Node.Scalar(at, json.isNull() ? "" : json.asText(), json.isNull(), true);
    }

    private Optional<JsonNode> ask(Level level, String purpose) {
        String program = level.declared().scripts().get(purpose);
        if (program == null || level.items().isEmpty()) {
            return Optional.empty();
        }
        try {
            String input = Json.write(Map.of(
                    "package", packageName,
                    "section", level.path(),
                    "items", level.items().stream().map(SectionScripts::json).toList()));
            return Optional.of(answers.ask(new ScriptCall(
                    packageName, level.path(), program, input, level.declared().limits())));
        } catch (NotAskedException e) {
            found.warn(new Problem(Document.place(place(level, purpose)), String.valueOf(e.getMessage()), ""));
            return Optional.empty();
        } catch (SilentException e) {
            problems.at(place(level, purpose), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** An item as programs get it: with every field, those from its keys included, and without what a secret says. */
    static Map<String, Object> json(Item item) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", id(item));
        json.put("path", item.path());
        json.put("fields", item.values());
        if (!item.nested().isEmpty()) {
            var nested = new LinkedHashMap<String, Object>();
            item.nested()
                    .forEach((name, items) -> nested.put(
                            name, items.stream().map(SectionScripts::json).toList()));
            json.put("sections", nested);
        }
        return json;
    }

    /** The item's address within its package. */
    static String id(Item item) {
        return item.section() + "/" + String.join("/", item.path());
    }

    private static Map<String, Item> byId(List<Item> items) {
        var byId = new LinkedHashMap<String, Item>();
        items.forEach(item -> byId.put(id(item), item));
        return byId;
    }

    private static Node place(Level level, String purpose) {
        Node.Mapping node = level.declared().node();
        return node.get(purpose).orElse(node);
    }

    private static String program(Level level, String purpose) {
        return String.valueOf(level.declared().scripts().get(purpose));
    }

    /** The fingerprints of the programs that a section uses, by what they are for; of one that is missing, why. */
    static Map<String, String> fingerprints(String packageName, Declared declared, Answers answers) {
        var prints = new TreeMap<String, String>();
        declared.scripts().forEach((purpose, program) -> {
            if (!program.contains("%(")) {
                try {
                    prints.put(purpose, program + "@" + answers.programs().fingerprint(packageName, program));
                } catch (MissingException e) {
                    prints.put(purpose, program + " (missing)");
                }
            }
        });
        return prints;
    }
}
