package org.redeye.web.hot;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.redeye.api.event.Event;
import org.redeye.api.event.Events;
import org.redeye.web.http.Json;

/**
 * Events as they go over the wire (server-sent events, HTML Living Standard 9.2). Each is written once, however many
 * clients get it: the last ones are kept. Thread-safe.
 */
final class Frames {

    /** A power of two. */
    private static final int KEPT = 1024;

    private final AtomicReferenceArray<@Nullable Frame> kept = new AtomicReferenceArray<>(KEPT);

    private record Frame(Event event, byte[] bytes) {}

    /** An event with its id, so that a client can go on behind it. */
    byte[] of(Event event) {
        int place = (int) (event.id() & (KEPT - 1));
        Frame frame = kept.get(place);
        if (frame == null || frame.event() != event) {
            frame = new Frame(event, write(event));
            kept.set(place, frame);
        }
        return frame.bytes();
    }

    /** Says that this client missed events. It has no id: the client goes on behind the last event it saw. */
    static byte[] lost(long count, long at, String node) {
        return bytes("event: " + Events.LOST + "\ndata: {\"at\":" + at + ",\"node\":" + text(node) + ",\"count\":"
                + count + "}\n\n");
    }

    /** What a stream begins with: how long to wait before coming again, in milliseconds. */
    static byte[] opening() {
        return bytes("retry: 2000\n: connected\n\n");
    }

    static byte[] comment(String text) {
        return bytes(": " + text + "\n\n");
    }

    private static byte[] write(Event event) {
        var data = new LinkedHashMap<String, Object>();
        data.put("at", event.at());
        data.put("node", event.node());
        data.putAll(event.data());
        return bytes("id: " + event.id() + "\nevent: " + event.type() + "\ndata: " + text(data) + "\n\n");
    }

    /** On one line: JSON escapes line breaks within texts. */
    private static String text(Object data) {
        try {
            return Json.MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The data of an event is plain JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
