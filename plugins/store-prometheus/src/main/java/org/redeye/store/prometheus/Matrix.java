package org.redeye.store.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the answer to a query (Prometheus' HTTP API, "expression queries", result type {@code matrix}):
 * {@code {"status":"success","data":{"resultType":"matrix","result":[{"metric":{…},"values":[[seconds,"value"],…]}]}}}.
 */
final class Matrix {

    private static final JsonFactory JSON = new JsonFactory();

    private Matrix() {}

    /** Whoever takes the values; those of a series come in the order of time. */
    interface Sink {
        /**
         * Takes one.
         *
         * @param time milliseconds since the epoch
         */
        void value(long time, double value);
    }

    /** @throws IOException if it is none, saying what it is */
    static void read(byte[] json, Sink sink) throws IOException {
        boolean success = false;
        boolean matrix = false;
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (parser.currentName()) {
                    case "status" -> success = "success".equals(parser.nextTextValue());
                    case "resultType" -> matrix = "matrix".equals(parser.nextTextValue());
                    case "values" -> values(parser, sink);
                    case "metric" -> {
                        parser.nextToken();
                        parser.skipChildren(); // labels may have any name
                    }
                    default -> {
                        // warnings, statistics
                    }
                }
            }
        }
        if (!success || !matrix) {
            throw new IOException(
                    "no matrix; expected {\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",…}}");
        }
    }

    private static void values(JsonParser parser, Sink sink) throws IOException {
        expect(parser, parser.nextToken(), JsonToken.START_ARRAY);
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            if (!parser.nextToken().isNumeric()) {
                throw new IOException("a time that is no number" + place(parser));
            }
            // seconds with at most three places behind the point: exact as a double until the year 287396
            long time = Math.round(parser.getDoubleValue() * 1000);
            expect(parser, parser.nextToken(), JsonToken.VALUE_STRING);
            sink.value(time, number(parser));
            expect(parser, parser.nextToken(), JsonToken.END_ARRAY);
        }
        expect(parser, parser.currentToken(), JsonToken.END_ARRAY);
    }

    private static double number(JsonParser parser) throws IOException {
        String text = parser.getText();
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new IOException("a value that is no number" + place(parser), e);
                }
            }
        };
    }

    private static void expect(JsonParser parser, JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("no matrix: " + found + " where " + expected + " should be" + place(parser));
        }
    }

    private static String place(JsonParser parser) {
        return " at byte " + parser.currentLocation().getByteOffset();
    }
}
