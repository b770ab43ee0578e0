package org.redeye.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.redeye.api.schema.Nearest;
import org.redeye.web.json.ProblemJson;

/** The one way in which this bundle reads and writes JSON: keys in snake case, unknown keys are errors. */
public final class Json {

    /** Reads and writes; thread-safe. A number that is not finite is written as null: JSON knows no other. */
    public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addModule(new SimpleModule()
                    .addSerializer(Double.class, new FiniteNumber())
                    .addSerializer(double.class, new FiniteNumber()))
            .build();

    /** The media type of JSON. */
    public static final String MEDIA_TYPE = "application/json";

    private Json() {}

    /** Writes a value as the whole answer. */
    public static void write(HttpServletResponse response, int status, Object value) throws IOException {
        write(response, status, MEDIA_TYPE, value);
    }

    static void write(HttpServletResponse response, int status, String type, Object value) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(value);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** What is wrong with JSON that could not be read, with its place, in the words of who wrote it. */
    public static HttpProblem problem(JsonProcessingException e) {
        var place = e.getLocation();
        String message = message(e);
        String suggestion = e instanceof UnrecognizedPropertyException unknown
                ? Nearest.to(unknown.getPropertyName(), known(unknown))
                : "";
        int line = place == null ? 0 : place.getLineNr();
        int column = place == null ? 0 : place.getColumnNr();
        return HttpProblem.of(
                400,
                "The JSON cannot be read: " + message,
                List.of(new ProblemJson.Place("", line, column, message, suggestion, "")));
    }

    private static String message(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "'" + unknown.getPropertyName() + "' is not known here; expected one of "
                    + String.join(", ", known(unknown)) + ".";
        }
        if (e instanceof JsonMappingException mapping) {
            String at = mapping.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                    .collect(Collectors.joining("."));
            return at.isEmpty() ? "it has not the shape expected." : "'" + at + "' has not the type expected.";
        }
        return e.getOriginalMessage();
    }

    private static List<String> known(UnrecognizedPropertyException e) {
        return e.getKnownPropertyIds() == null
                ? List.of()
                : e.getKnownPropertyIds().stream()
                        .map(Objects::toString)
                        .sorted()
                        .toList();
    }

    private static final class FiniteNumber extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
