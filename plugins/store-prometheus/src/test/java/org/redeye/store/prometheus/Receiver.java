package org.redeye.store.prometheus;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server that takes remote write, decodes it with Google's own library, and answers as a test says. */
final class Receiver implements AutoCloseable {

    static {
        // else each answer waits 40 ms for the acknowledgement of the one before
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** One sample as it came. */
    record Got(Map<String, String> labels, long time, double value) {}

    /** What it answers to a write; 204 keeps the samples. */
    interface Rule {
        Reply answer(List<Got> samples);
    }

    record Reply(int status, String body, Map<String, String> headers) {
        static Reply of(int status) {
            return new Reply(status, "", Map.of());
        }
    }

    final List<Got> taken = Collections.synchronizedList(new ArrayList<>());
    final List<Map<String, String>> requests = Collections.synchronizedList(new ArrayList<>());
    volatile Rule rule = samples -> Reply.of(204);
    volatile Reply queryReply = Reply.of(404);

    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/write", this::write);
        server.createContext("/api/v1/query", exchange -> reply(exchange, queryReply));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void write(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        requests.add(headers);
        List<Got> samples = decode(unpack(exchange.getRequestBody().readAllBytes()));
        Reply reply = rule.answer(samples);
        if (reply.status() / 100 == 2) {
            taken.addAll(samples);
        }
        reply(exchange, reply);
    }

    private static void reply(HttpExchange exchange, Reply reply) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    static byte[] unpack(byte[] packed) {
        var plain = new byte[SnappyDecompressor.getUncompressedLength(packed, 0)];
        new SnappyDecompressor().decompress(packed, 0, packed.length, plain, 0, plain.length);
        return plain;
    }

    /** prompb: WriteRequest 1 timeseries; TimeSeries 1 labels, 2 samples; Label 1 name, 2 value; Sample 1 value, 2 time. */
    static List<Got> decode(byte[] message) throws IOException {
        var all = new ArrayList<Got>();
        for (ByteString series : UnknownFieldSet.parseFrom(message).getField(1).getLengthDelimitedList()) {
            var fields = UnknownFieldSet.parseFrom(series);
            var labels = new TreeMap<String, String>();
            for (ByteString label : fields.getField(1).getLengthDelimitedList()) {
                var pair = UnknownFieldSet.parseFrom(label);
                labels.put(text(pair, 1), text(pair, 2));
            }
            for (ByteString sample : fields.getField(2).getLengthDelimitedList()) {
                var pair = UnknownFieldSet.parseFrom(sample);
                all.add(new Got(
                        labels,
                        pair.getField(2).getVarintList().get(0),
                        Double.longBitsToDouble(
                                pair.getField(1).getFixed64List().get(0))));
            }
        }
        return all;
    }

    private static String text(UnknownFieldSet fields, int number) {
        return fields.getField(number).getLengthDelimitedList().get(0).toStringUtf8();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
