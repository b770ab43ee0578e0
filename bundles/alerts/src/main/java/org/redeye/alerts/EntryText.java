package org.redeye.alerts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.redeye.api.alert.AlertEntry;
import org.redeye.api.store.StoreException;

/** Flat JSON, as entries and all else of this engine is stored. */
final class EntryText {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String DATA = "d.";

    private EntryText() {}

    static String write(AlertEntry entry) {
        var all = new LinkedHashMap<String, String>();
        all.put("at", Long.toString(entry.at().toEpochMilli()));
        all.put("kind", entry.kind().name());
        all.put("by", entry.by());
        all.put("text", entry.text());
        entry.data().forEach((name, value) -> all.put(DATA + name, value));
        return write(all);
    }

    static AlertEntry read(String alert, long seq, String text) {
        Map<String, String> all = read(text);
        var data = new TreeMap<String, String>();
        all.forEach((name, value) -> {
            if (name.startsWith(DATA)) {
                data.put(name.substring(DATA.length()), value);
            }
        });
        try {
            return new AlertEntry(
                    alert,
                    seq,
                    Instant.ofEpochMilli(Long.parseLong(all.getOrDefault("at", ""))),
                    AlertEntry.Kind.valueOf(all.getOrDefault("kind", "")),
                    all.getOrDefault("by", ""),
                    all.getOrDefault("text", ""),
                    data);
        } catch (IllegalArgumentException e) {
            throw corrupt("The entry " + seq + " of the alert " + alert + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String write(Map<String, String> all) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> one : all.entrySet()) {
                json.writeStringField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return text.toString();
    }

    static Map<String, String> read(String text) {
        var all = new LinkedHashMap<String, String>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                all.put(name, json.getText());
            }
        } catch (IOException e) {
            throw corrupt("What is stored of an alert is no JSON: " + Words.cut(text, 80), e);
        }
        return all;
    }

    private static StoreException corrupt(String text, Exception cause) {
        return new StoreException(StoreException.Kind.CORRUPT, text, cause);
    }
}
