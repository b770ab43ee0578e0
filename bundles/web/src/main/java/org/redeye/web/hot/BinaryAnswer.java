package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.redeye.api.query.Answer;
import org.redeye.web.http.Json;

/**
 * Answers as bytes that a browser reads without looking at each value; docs/rest.md has the layout:
 *
 * <pre>
 * 0   4  "REMQ"
 * 4   4  length h of the header, 32 bits, little-endian; 8 + h is a multiple of 8
 * 8   h  the JSON answer, spaces behind; in the place of each row of values {"at", "count", "bits"}
 *        rows, each at 8 + h + at, a multiple of 8: IEEE 754 of 32 or 64 bits, little-endian; NaN is unknown
 * </pre>
 *
 * A row has 32 bits where that loses nothing.
 */
final class BinaryAnswer implements AnswerJson.Rows {

    /** Its media type. */
    static final String MEDIA_TYPE = "application/vnd.rem.points";

    private static final byte[] MAGIC = "REMQ".getBytes(StandardCharsets.US_ASCII);
    private static final int ALIGNMENT = 8;

    private record Row(double[] values, boolean small) {
        int bytes() {
            return align(values.length * (small ? Float.BYTES : Double.BYTES));
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private int at;

    static void write(List<Answer> answers, OutputStream out) throws IOException {
        var binary = new BinaryAnswer();
        var header = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(header)) {
            AnswerJson.write(json, answers, binary);
        }
        int spaces = align(header.size()) - header.size();
        header.write(" ".repeat(spaces).getBytes(StandardCharsets.US_ASCII));
        out.write(MAGIC);
        out.write(buffer(Integer.BYTES).putInt(header.size()).array());
        header.writeTo(out);
        for (Row row : binary.rows) {
            out.write(bytes(row));
        }
    }

    @Override
    public void write(JsonGenerator json, double[] values) throws IOException {
        var row = new Row(values, isSmall(values));
        json.writeStartObject();
        json.writeNumberField("at", at);
        json.writeNumberField("count", values.length);
        json.writeNumberField("bits", row.small() ? Float.SIZE : Double.SIZE);
        json.writeEndObject();
        rows.add(row);
        at += row.bytes();
    }

    private static boolean isSmall(double[] values) {
        for (double value : values) {
            if (Double.isFinite(value) && (float) value != value) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(Row row) {
        ByteBuffer buffer = buffer(row.bytes());
        for (double value : row.values()) {
            double known = Double.isFinite(value) ? value : Double.NaN;
            if (row.small()) {
                buffer.putFloat((float) known);
            } else {
                buffer.putDouble(known);
            }
        }
        return buffer.array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int align(int bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
