package org.redeye.packages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.api.script.ScriptCall;
import org.redeye.packages.Answers.NotAskedException;
import org.redeye.packages.Answers.SilentException;
import org.redeye.packages.script.Json;

/** Asks the scripts of a package's own field types, each once for all values of its type. */
final class TypeScripts {

    private final Answers answers;
    private final Problems problems;

    TypeScripts(Answers answers, Problems problems) {
        this.answers = answers;
        this.problems = problems;
    }

    /** Whether scripts judge the values of a schema. */
    static boolean judge(Schema schema, Map<String, OwnType> types) {
        return schema.fields().values().stream().anyMatch(field -> judge(field, types))
                || schema.layers().stream()
                        .anyMatch(layer -> judge(FieldSpec.of("", layer.type()).build(), types))
                || schema.sections().values().stream().anyMatch(inner -> judge(inner, types));
    }

    private static boolean judge(FieldSpec field, Map<String, OwnType> types) {
        OwnType own = types.get(field.type());
        return own != null && (!own.scripts().isEmpty() || judge(own.spec(), types))
                || field.element().stream().anyMatch(element -> judge(element, types));
    }

    /** A package whose scripts judge values of a schema and is not trusted. */
    static Optional<String> untrusted(Schema schema, Map<String, OwnType> types, Answers answers) {
        var doubtful = new LinkedHashMap<>(types);
        doubtful.values().removeIf(type -> !type.scripts().isEmpty() && answers.trusted(type.owner()));
        return judge(schema, doubtful)
                ? doubtful.values().stream()
                        .filter(type -> !type.scripts().isEmpty())
                        .map(OwnType::owner)
                        .findFirst()
                : Optional.empty();
    }

    /** No script of whom nobody trusts may be asked: values are what the base types say. */
    static void close(Map<String, OwnType> types, Answers answers) {
        types.values().stream().filter(type -> !answers.trusted(type.owner())).forEach(OwnType::close);
    }

    /** Asks for every value that is wanted; a type whose scripts give no answer is closed. */
    void ask(Map<String, OwnType> types) {
        types.forEach((name, type) -> {
            if (!type.wanted().isEmpty()) {
                ask(name, type);
            }
        });
    }

    private void ask(String name, OwnType type) {
        var said = new EnumMap<OwnType.Task, List<JsonNode>>(OwnType.Task.class);
        for (OwnType.Task task : OwnType.Task.values()) {
            String program = type.scripts().get(task);
            if (program != null) {
                try {
                    said.put(task, ask(name, type, task, program));
                } catch (NotAskedException e) {
                    type.close();
                    return;
                } catch (SilentException e) {
                    problems.at(type.node(), String.valueOf(e.getMessage()));
                    type.close();
                    return;
                }
            }
        }
        type.answer(said);
    }

    private List<JsonNode> ask(String name, OwnType type, OwnType.Task task, String program) throws SilentException {
        List<Object> values = type.wanted();
        var input = new LinkedHashMap<String, Object>();
        input.put("type", name);
        input.put("do", task.key());
        input.put("values", values);
        JsonNode answer = answers.ask(ScriptCall.of(type.owner(), "", program, Json.write(input)));
        if (!answer.isArray() || answer.size() != values.size()) {
            throw new SilentException(program + " did not answer with a list of " + values.size()
                    + " elements, one for each value it was given to " + task.key() + ".");
        }
        var list = new ArrayList<JsonNode>();
        answer.forEach(list::add);
        return list;
    }
}
