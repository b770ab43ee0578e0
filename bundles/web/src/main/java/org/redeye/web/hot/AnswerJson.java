package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.redeye.api.query.Answer;
import org.redeye.api.query.Gap;
import org.redeye.api.query.Label;
import org.redeye.api.query.Line;

/** Answers as JSON; how the rows of values are written is left to whoever writes. */
final class AnswerJson {

    private AnswerJson() {}

    /** Writes a row of values. */
    interface Rows {
        void write(JsonGenerator json, double[] values) throws IOException;
    }

    /** Rows as lists of numbers, null where nothing is known. */
    static void numbers(JsonGenerator json, double[] values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            Numbers.write(json, value);
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, List<Answer> answers, Rows rows) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("answers");
        for (Answer answer : answers) {
            json.writeStartObject();
            json.writeArrayFieldStart("lines");
            for (Line line : answer.lines()) {
                write(json, line, rows);
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", answer.truncated());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Line line, Rows rows) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", line.id());
        json.writeObjectFieldStart("labels");
        for (Label label : Label.values()) {
            String value = line.labels().get(label);
            if (value != null) {
                json.writeStringField(label.word(), value);
            }
        }
        json.writeEndObject();
        json.writeStringField("unit", line.unit());
        json.writeNumberField("series", line.series());
        json.writeNumberField("from", line.from());
        json.writeNumberField("step", line.step());
        json.writeFieldName("values");
        rows.write(json, line.values());
        if (line.low().length > 0) {
            json.writeFieldName("low");
            rows.write(json, line.low());
            json.writeFieldName("high");
            rows.write(json, line.high());
        }
        if (!line.gaps().isEmpty()) {
            gaps(json, line.gaps());
        }
        json.writeEndObject();
    }

    private static void gaps(JsonGenerator json, List<Gap> gaps) throws IOException {
        json.writeArrayFieldStart("gaps");
        for (Gap gap : gaps) {
            json.writeStartObject();
            json.writeNumberField("from", gap.from());
            if (gap.to() == 0) {
                json.writeNullField("to");
            } else {
                json.writeNumberField("to", gap.to());
            }
            json.writeStringField("reason", gap.reason());
            json.writeStringField("message", gap.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
