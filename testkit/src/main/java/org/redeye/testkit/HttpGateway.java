package org.redeye.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A web server on loopback that takes what it is sent and answers as the first part of the path says: {@code /200} and every other
 * status, {@code /429} and {@code /503} with {@code Retry-After}, {@code /302} with a place elsewhere, {@code /drip} with a body
 * that never ends, {@code /drop} by closing the connection. Close it.
 */
public final class HttpGateway implements Closeable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "http-gateway");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String answer = "ok";

    /**
     * What it was sent.
     *
     * @param path with the query
     * @param headers by name in lower case; several of a name joined with commas
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    /** Serves until it is closed. */
    public HttpGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Answers with this body from now on. */
    public void answer(String body) {
        answer = body;
    }

    /** Its address, without a slash behind. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What it was sent so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                header -> String.join(",", header.getValue()))),
                body));
        String kind = exchange.getRequestURI().getPath().split("/")[1];
        switch (kind) {
            case "drop" -> throw new UncheckedIOException(new IOException("as the test wants it"));
            case "drip" -> drip(exchange);
            default -> status(exchange, Integer.parseInt(kind));
        }
    }

    private void status(HttpExchange exchange, int status) throws IOException {
        if (status == 429 || status == 503) {
            exchange.getResponseHeaders().set("Retry-After", "17");
        }
        if (status == 302) {
            exchange.getResponseHeaders().set("Location", url() + "/200/elsewhere");
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (true) {
            out.write('.');
            out.flush();
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
