package org.redeye.sites;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.redeye.api.schema.Binder;
import org.redeye.api.schema.FieldSpec;
import org.redeye.api.schema.Schema;
import org.redeye.api.site.HttpRpcDeclaration;

/** Answers functions: what was sent is checked against the form, then the program is asked. Thread-safe. */
final class FunctionAnswers {

    /** Bytes of a body. */
    static final int LARGEST = 1 << 20;
    /** Elements that an answer may write. */
    private static final int MOST_ELEMENTS = 1000;

    private static final String ERRORS = "errors";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Programs programs;
    private final FormViews forms;
    private final Binder binder;

    FunctionAnswers(Programs programs, FormViews forms, Binder binder) {
        this.programs = programs;
        this.forms = forms;
        this.binder = binder;
    }

    /**
     * Answers a call: 200 and by element what shall stand in it, or 422 and by field what is wrong with it.
     *
     * @throws SiteProblem if there is no answer
     */
    Answer answer(HttpRpcDeclaration function, Exchange exchange) throws IOException {
        ObjectNode form = form(exchange);
        if (!function.form().isEmpty()) {
            Schema schema = forms.schema(function)
                    .orElseThrow(() -> SiteProblem.of(
                            500,
                            "The function " + function.id() + " takes the fields of the section '" + function.form()
                                    + "', which the package has not."));
            Map<String, String> faults = faults(schema, form);
            if (!faults.isEmpty()) {
                return Problems.json(422, Map.of(ERRORS, faults));
            }
        }
        boolean stranger = exchange.user().isEmpty();
        ObjectNode input = exchange.input(Map.of("function", function.name()));
        input.set("form", form);
        JsonNode answer = programs.ask(function.packageName(), "http rpc", function.script(), input, stranger);
        Optional<String> fault = fault(answer);
        if (fault.isPresent()) {
            throw Programs.wrong(function.packageName(), function.script(), fault.get(), stranger);
        }
        return !answer.path(ERRORS).isEmpty()
                ? Problems.json(422, Map.of(ERRORS, answer.get(ERRORS)))
                : Problems.json(200, elements((ObjectNode) answer));
    }

    /** By field what is wrong with it; the form as a whole under the empty name. */
    private Map<String, String> faults(Schema schema, ObjectNode form) {
        var raw = new LinkedHashMap<String, Object>();
        form.fields().forEachRemaining(entry -> {
            FieldSpec field = schema.fields().get(entry.getKey());
            raw(entry.getValue(), field == null ? "text" : field.type())
                    .ifPresent(value -> raw.put(entry.getKey(), value));
        });
        var faults = new LinkedHashMap<String, String>();
        for (Binder.Fault fault : binder.bind(schema, raw, false).faults()) {
            String hint = fault.suggestion().isEmpty() ? "" : " Did you mean '" + fault.suggestion() + "'?";
            faults.merge(field(schema, fault), fault.message() + hint, (one, other) -> one + " " + other);
        }
        return faults;
    }

    /** The field that a fault is about; one that is missing is named by the message only. */
    private static String field(Schema schema, Binder.Fault fault) {
        if (schema.fields().containsKey(fault.field())) {
            return fault.field();
        }
        return schema.fields().keySet().stream()
                .filter(name -> fault.message().startsWith("'" + name + "' is missing"))
                .findFirst()
                .orElse("");
    }

    /** A value as an author would have written it; empty for nothing. */
    private static Optional<Object> raw(JsonNode value, String type) {
        if (value.isArray()) {
            var list = new ArrayList<Object>();
            value.forEach(each -> list.add(each.asText()));
            return Optional.of(list);
        }
        if (value.isObject()) {
            var map = new LinkedHashMap<String, Object>();
            value.fields()
                    .forEachRemaining(
                            each -> map.put(each.getKey(), each.getValue().asText()));
            return Optional.of(map);
        }
        String text = value.asText("");
        if (value.isNull() || text.isBlank() && !type.equals("text")) {
            return Optional.empty();
        }
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return switch (type) {
            case "list" -> Optional.of(new ArrayList<Object>(lines));
            case "map" -> Optional.of(map(lines));
            default -> text.isEmpty() ? Optional.empty() : Optional.of(text);
        };
    }

    private static Map<String, Object> map(List<String> lines) {
        var map = new LinkedHashMap<String, Object>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            map.put(
                    colon < 0 ? line : line.substring(0, colon).strip(),
                    colon < 0 ? "" : line.substring(colon + 1).strip());
        }
        return map;
    }

    private static ObjectNode form(Exchange exchange) throws IOException {
        byte[] body;
        try (InputStream in = exchange.request().getInputStream()) {
            body = in.readNBytes(LARGEST + 1);
        }
        if (body.length > LARGEST) {
            throw SiteProblem.of(413, "The body has more than " + LARGEST + " bytes, which is the most here.");
        }
        String type = exchange.request().getContentType() == null
                ? ""
                : exchange.request().getContentType().toLowerCase(Locale.ROOT);
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return Exchange.parameters(text);
        }
        if (!type.startsWith("application/json")) {
            throw SiteProblem.of(
                    415, "Expected is a body of the type application/json or application/x-www-form-urlencoded.");
        }
        try {
            if (JSON.readTree(text) instanceof ObjectNode fields) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw SiteProblem.of(400, "The JSON cannot be read: " + e.getOriginalMessage());
        }
        throw SiteProblem.of(400, "Expected is a map with the fields of the form.");
    }

    private static Optional<String> fault(JsonNode answer) {
        if (!answer.isObject()) {
            return Optional.of("it must answer a map: by element what shall stand in it.");
        }
        if (answer.size() > MOST_ELEMENTS) {
            return Optional.of("it answered more than " + MOST_ELEMENTS + " elements.");
        }
        for (var fields = answer.fields(); fields.hasNext(); ) {
            var field = fields.next();
            JsonNode value = field.getValue();
            boolean html =
                    value.isObject() && value.size() == 1 && value.path("html").isTextual();
            if (field.getKey().equals(ERRORS)) {
                if (!isTexts(value)) {
                    return Optional.of("'errors' must be a map: by field what is wrong with it.");
                }
            } else if (!value.isValueNode() && !html) {
                return Optional.of("'" + field.getKey() + "' must be a text, or a map with nothing but 'html'.");
            }
        }
        return Optional.empty();
    }

    private static boolean isTexts(JsonNode map) {
        boolean texts = map.isObject();
        for (JsonNode each : map) {
            texts &= each.isTextual();
        }
        return texts;
    }

    /** Every element as a text, or as HTML that the page will clean. */
    private static ObjectNode elements(ObjectNode answer) {
        ObjectNode elements = JsonNodeFactory.instance.objectNode();
        answer.fields().forEachRemaining(field -> {
            if (field.getKey().equals(ERRORS)) {
                return; // none
            }
            if (field.getValue().isValueNode()) {
                elements.put(field.getKey(), Values.text(field.getValue()));
            } else {
                elements.set(field.getKey(), field.getValue());
            }
        });
        return elements;
    }
}
