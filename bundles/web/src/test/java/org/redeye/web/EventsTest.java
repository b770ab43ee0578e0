package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.redeye.api.event.Event;
import org.redeye.api.security.Role;

/** {@code /api/v1/events}. */
class EventsTest {

    private final Server server = Server.get();

    /** A browser's event source in a few lines: a raw connection, read as slowly as a test likes. */
    private static final class Client implements AutoCloseable {
        final Socket socket;
        final BufferedReader in;
        final List<String> headers = new ArrayList<>();

        Client(String path, String... more) throws IOException {
            socket = new Socket("127.0.0.1", Server.get().port());
            socket.setSoTimeout(30_000);
            String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n" + String.join("", more) + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                headers.add(line);
            }
        }

        /** The next event as a map of its fields; empty at the end of the stream. */
        Map<String, String> next() throws IOException {
            var fields = new HashMap<String, String>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(": ");
                if (line.isEmpty() && fields.containsKey("data")) {
                    return fields;
                }
                if (colon > 0) {
                    fields.put(line.substring(0, colon), line.substring(colon + 2));
                }
            }
            return Map.of();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private Client viewer(String path, String... more) throws IOException {
        String authorization = "Authorization: " + Server.basic("viewer", Server.PASSWORD) + "\r\n";
        var all = new ArrayList<>(List.of(more));
        all.add(authorization);
        return new Client(path, all.toArray(String[]::new));
    }

    @Test
    void tellsWhatHappens() throws IOException {
        try (Client client = viewer("/api/v1/events")) {
            assertThat(client.headers.get(0)).contains("200");
            assertThat(client.headers)
                    .contains("Content-Type: text/event-stream;charset=utf-8", "Cache-Control: no-store");
            server.events.publish("check", Map.of("id", "a\nb", "value", Double.NaN));

            Map<String, String> event = client.next();

            assertThat(event.get("event")).isEqualTo("check");
            assertThat(Long.parseLong(event.get("id"))).isPositive();
            var data = Server.tree(event.get("data"));
            assertThat(data.get("id").asText()).isEqualTo("a\nb");
            assertThat(data.get("value").isNull()).isTrue();
            assertThat(data.get("at").asLong()).isPositive();
            assertThat(data.get("node").asText()).isEqualTo("node1");
        }
    }

    @Test
    void tellsOnlyTheTypesAskedFor() throws IOException {
        try (Client client = viewer("/api/v1/events?types=package,plugin")) {
            server.events.publish("check", Map.of("n", 1));
            server.events.publish("plugin", Map.of("n", 2));

            assertThat(client.next().get("event")).isEqualTo("plugin");
        }
    }

    @Test
    void whoComesBackGetsWhatWasMissed() throws IOException {
        server.events.publish("check", Map.of("n", 1));
        long seen =
                server.events.recent().get(server.events.recent().size() - 1).id();
        server.events.publish("check", Map.of("n", 2));
        server.events.publish("check", Map.of("n", 3));

        for (String path : List.of("/api/v1/events", "/api/v1/events?after=" + seen)) {
            String[] header = path.contains("?") ? new String[0] : new String[] {"Last-Event-ID: " + seen + "\r\n"};
            try (Client client = viewer(path, header)) {
                assertThat(client.next().get("data")).contains("\"n\":2");
                assertThat(client.next().get("data")).contains("\"n\":3");
                server.events.publish("check", Map.of("n", 4));
                assertThat(client.next().get("data")).contains("\"n\":4");
            }
            server.events.publish("other", Map.of());
        }
    }

    @Test
    void whoComesBackFromAnotherRunIsToldThatEventsAreLost() throws IOException {
        try (Client client = viewer("/api/v1/events", "Last-Event-ID: 999999999\r\n")) {
            assertThat(client.next().get("event")).isEqualTo("lost");
        }
        try (Client client = viewer("/api/v1/events", "Last-Event-ID: abc\r\n")) {
            assertThat(client.headers.get(0)).contains("400");
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNobodyUpAndIsToldWhatItMissed() throws IOException {
        try (Client slow = viewer("/api/v1/events?types=big");
                Client quick = viewer("/api/v1/events?types=end")) {
            String text = "x".repeat(20_000);
            for (int i = 0; i < 3_000; i++) {
                server.events.publish("big", Map.of("n", i, "text", text));
            }
            server.events.publish("end", Map.of());
            assertThat(quick.next().get("event")).isEqualTo("end");

            int told = 0;
            int lost = 0;
            for (boolean last = false; !last; ) {
                Map<String, String> event = slow.next();
                if (event.get("event").equals("lost")) {
                    lost += Server.tree(event.get("data")).get("count").asInt();
                } else {
                    told++;
                    last = event.get("data").contains("\"n\":2999,")
                            || event.get("data").contains("\"n\":2999}");
                }
            }
            assertThat(lost).isPositive();
            assertThat(told + lost).isEqualTo(3_000);
        }
    }

    @Test
    void aStreamEndsWithItsToken() throws IOException {
        var made = Server.tree(server.send(Role.ADMIN, "POST", "/api/v1/tokens", "{\"name\":\"s\",\"role\":\"viewer\"}")
                .body());
        try (Client client = new Client(
                "/api/v1/events", "Authorization: Bearer " + made.get("token").asText() + "\r\n")) {
            assertThat(client.headers.get(0)).contains("200");
            server.send(server.as(Role.ADMIN, "/api/v1/tokens/" + made.get("id").asText())
                    .DELETE());

            assertThat(client.next()).isEmpty();
        }
    }

    @Test
    void aStreamEndsWithItsSession() throws IOException {
        var in = server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(Server.body("{\"name\":\"viewer\",\"password\":\"" + Server.PASSWORD + "\"}")));
        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        try (Client client = new Client("/api/v1/events", "Cookie: " + cookie + "\r\n")) {
            assertThat(client.headers.get(0)).contains("200");
            server.send(server.to("/api/v1/session")
                    .header("Cookie", cookie)
                    .header("X-REM-CSRF", Server.tree(in.body()).get("csrf").asText())
                    .DELETE());

            assertThat(client.next()).isEmpty();
        }
    }

    @Test
    void noMoreThanTwoHundredClients() throws IOException {
        Server.await("earlier clients are gone", () -> clients() == 0);
        var clients = new ArrayList<Client>();
        try {
            for (int i = 0; i < 200; i++) {
                clients.add(viewer("/api/v1/events?types=none"));
            }
            try (Client more = viewer("/api/v1/events")) {
                assertThat(more.headers.get(0)).contains("503");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
        // a closed connection is noticed when something is written to it
        Server.await("places are free again", () -> {
            server.events.publish("none", Map.of("text", "x".repeat(10_000)));
            return clients() < 200;
        });
        try (Client again = viewer("/api/v1/events")) {
            assertThat(again.headers.get(0)).contains("200");
        }
    }

    private int clients() {
        server.events.publish("none", Map.of());
        server.events.publish("big", Map.of());
        server.events.publish("plugin", Map.of());
        server.events.publish("end", Map.of());
        return server.send(server.as(Role.VIEWER, "/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("rem_web_event_clients "))
                .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void allClientsGetTheSame() throws IOException {
        try (Client one = viewer("/api/v1/events?types=same");
                Client two = viewer("/api/v1/events?types=same")) {
            server.events.publish("same", Map.of("n", 1));
            Event event = server.events.recent().get(server.events.recent().size() - 1);

            Map<String, String> first = one.next();

            assertThat(first).isEqualTo(two.next());
            assertThat(first.get("id")).isEqualTo(String.valueOf(event.id()));
        }
    }
}
