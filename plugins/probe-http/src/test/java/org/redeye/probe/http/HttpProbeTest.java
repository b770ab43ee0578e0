package org.redeye.probe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.redeye.api.probe.Metric;
import org.redeye.api.probe.Outcome;
import org.redeye.api.probe.Reason;
import org.redeye.api.probe.Status;
import org.redeye.api.schema.Secret;
import org.redeye.testkit.FakeProbeContext;

/** Against a server that keeps to the rules of HTTP. */
@Timeout(60)
class HttpProbeTest {

    private HttpProbe probe;
    private HttpServer server;
    private String url;

    @BeforeEach
    void open() throws IOException {
        probe = new HttpProbe();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 2_000);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void close() {
        server.stop(0);
        probe.close();
    }

    @Test
    void measuresEachPhase() throws Exception {
        serve("/", 200, "hello");

        Outcome outcome = Ask.url(url).of(probe);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.metrics())
                .extracting(Metric::name)
                .containsExactly("connect_seconds", "first_byte_seconds", "total_seconds", "status", "body_bytes");
        assertThat(Ask.metric(outcome, "status")).isEqualTo(200);
        assertThat(Ask.metric(outcome, "body_bytes")).isEqualTo(5);
        assertThat(Ask.metric(outcome, "total_seconds"))
                .isGreaterThanOrEqualTo(
                        Ask.metric(outcome, "connect_seconds") + Ask.metric(outcome, "first_byte_seconds"));
    }

    @Test
    void measuresTheResolutionOfAName() throws Exception {
        serve("/", 200, "hello");

        Outcome outcome = Ask.url(url.replace("127.0.0.1", "localhost")).of(probe);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(Ask.metric(outcome, "dns_seconds")).isPositive();
    }

    @Test
    void callsAnUnknownNameDns() throws Exception {
        Outcome outcome = Ask.url("http://no-such-name.invalid/").of(probe);

        assertThat(outcome.reason()).isEqualTo(Reason.DNS);
        assertThat(outcome.message()).isEqualTo("The name 'no-such-name.invalid' could not be resolved.");
    }

    @Test
    void callsARefusedConnectionRefused() throws Exception {
        server.stop(0);

        assertThat(Ask.url(url).of(probe).reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void keepsTheAnswerWhoseStatusIsWrong() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=verysecret");
            exchange.getResponseHeaders().add("X-Seen", "yes");
            answer(exchange, 503, "out of order");
        });

        Outcome outcome = Ask.url(url + "/page?token=hidden").of(probe);

        assertThat(outcome.status()).isEqualTo(Status.CRITICAL);
        assertThat(outcome.reason()).isEqualTo(Reason.STATUS);
        assertThat(outcome.message())
                .isEqualTo(url + "/page answered HTTP/1.1 503 Service Unavailable; expected 200-299.");
        assertThat(outcome.evidence())
                .startsWith("HTTP/1.1 503 Service Unavailable\n")
                .containsIgnoringCase("x-seen: yes\n")
                .containsIgnoringCase("set-cookie: •••\n")
                .endsWith("\n\nout of order")
                .doesNotContain("verysecret");
        assertThat(outcome.toString()).doesNotContain("hidden");
    }

    @Test
    void keepsNoMoreThan64KiBOfTheAnswer() throws Exception {
        serve("/", 500, "ä".repeat(100_000));

        String evidence = Ask.url(url).of(probe).evidence();

        assertThat(evidence.getBytes(UTF_8).length).isBetween(65_530, 65_536);
        assertThat(evidence).endsWith("ä");
    }

    @Test
    void acceptsEveryStatusExpected() throws Exception {
        serve("/", 404, "");

        assertThat(Ask.url(url)
                        .with("expect status", List.of("200-299", "404"))
                        .of(probe)
                        .status())
                .isEqualTo(Status.OK);
        assertThat(Ask.url(url)
                        .with("expect status", List.of("200-299", "405-410"))
                        .of(probe)
                        .message())
                .endsWith("expected 200-299, 405-410.");
    }

    @Test
    void sendsMethodHeadersAndBody() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod());
            seen.add(exchange.getRequestHeaders().getFirst("X-One"));
            seen.add(exchange.getRequestHeaders().getFirst("Accept"));
            seen.add(exchange.getRequestHeaders().getFirst("Host"));
            seen.add(exchange.getRequestURI().toString());
            seen.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            answer(exchange, 201, "");
        });

        Outcome outcome = Ask.url(url + "/a%20b?c=d#e")
                .with("method", "POST")
                .with("headers", Map.of("x-one", "1", "accept", "text/html"))
                .with("body", "grüße")
                .of(probe);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(seen)
                .containsExactly("POST", "1", "text/html", url.substring("http://".length()), "/a%20b?c=d", "grüße");
    }

    @Test
    void readsNoBodyAfterHead() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "1000");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThat(Ask.url(url).with("method", "HEAD").of(probe).status()).isEqualTo(Status.OK);
    }

    @Test
    void signsInWithUserAndPassword() throws Exception {
        server.createContext("/", exchange -> {
            String expected = "Basic " + Base64.getEncoder().encodeToString("käthe:s3cret:x".getBytes(UTF_8));
            boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, known ? 200 : 401, "");
        });

        Ask right = Ask.url(url).with("user", "käthe").with("password", new Secret("s3cret:x"));
        assertThat(right.of(probe).status()).isEqualTo(Status.OK);
        assertThat(right.config().toString()).doesNotContain("s3cret");

        Outcome wrong = Ask.url(url)
                .with("user", "käthe")
                .with("password", new Secret("other"))
                .of(probe);
        assertThat(wrong.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(wrong.toString()).doesNotContain("other");
    }

    @Test
    void looksForExpressionsInHeaders() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Server", "nginx/1.2");
            answer(exchange, 200, "");
        });

        assertThat(Ask.url(url)
                        .with("expect header", Map.of("server", "^nginx"))
                        .of(probe)
                        .status())
                .isEqualTo(Status.OK);
        Outcome other =
                Ask.url(url).with("expect header", Map.of("server", "^apache")).of(probe);
        assertThat(other.reason()).isEqualTo(Reason.HEADER);
        assertThat(other.evidence()).contains("nginx/1.2");
        assertThat(Ask.url(url)
                        .with("expect header", Map.of("x-none", "."))
                        .of(probe)
                        .message())
                .endsWith("in the header x-none: it is not there.");
    }

    @Test
    void looksForExpressionsInTheBody() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=ISO-8859-1");
            byte[] body = "status: schön".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(Ask.url(url).with("expect body", "status: sch.n$").of(probe).status())
                .isEqualTo(Status.OK);
        assertThat(Ask.url(url).with("expect body", "schön").of(probe).status()).isEqualTo(Status.OK);
        assertThat(Ask.url(url).with("expect body", "bad").of(probe).reason()).isEqualTo(Reason.CONTENT);
        Outcome rejected = Ask.url(url).with("reject body", "sch.n").of(probe);
        assertThat(rejected.reason()).isEqualTo(Reason.CONTENT);
        assertThat(rejected.message()).contains("should not be");
        assertThat(Ask.url(url).with("reject body", "bad").of(probe).status()).isEqualTo(Status.OK);
    }

    @Test
    void unpacksGzipUpToTheBound() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("0".repeat(50_000_000).getBytes(UTF_8)); // about 50 KB packed
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
            exchange.close();
        });

        Outcome outcome = Ask.url(url).with("expect body", "^0+$").of(probe);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.message()).contains("with more than 1048576 bytes");
    }

    @Test
    void followsRedirects() throws Exception {
        redirect("/a", 302, "/b");
        redirect("/b", 301, "c?x=1");
        serve("/c", 200, "arrived");

        Outcome outcome = Ask.url(url + "/a").with("expect body", "^arrived$").of(probe);

        assertThat(outcome.status()).isEqualTo(Status.OK);
        assertThat(outcome.message()).startsWith(url + "/c answered 200");
    }

    @Test
    void stopsARedirectThatGoesInCircles() throws Exception {
        redirect("/a", 302, "/a");

        Outcome outcome = Ask.url(url + "/a").with("max redirects", 3).of(probe);

        assertThat(outcome.reason()).isEqualTo(Reason.REDIRECT);
        assertThat(outcome.message()).isEqualTo("There were more than 3 redirects; the last came from " + url + "/a.");
    }

    @Test
    void followsNoRedirectThatIsExpectedOrNotWanted() throws Exception {
        redirect("/a", 302, "/nowhere");

        assertThat(Ask.url(url + "/a")
                        .with("expect status", List.of("302"))
                        .of(probe)
                        .status())
                .isEqualTo(Status.OK);
        Outcome stayed = Ask.url(url + "/a").with("follow redirects", false).of(probe);
        assertThat(stayed.reason()).isEqualTo(Reason.STATUS);
        assertThat(stayed.evidence()).containsIgnoringCase("location: /nowhere");
    }

    @Test
    void followsNoRedirectToAnotherProtocol() throws Exception {
        redirect("/a", 302, "file:///etc/passwd");

        assertThat(Ask.url(url + "/a").of(probe).reason()).isEqualTo(Reason.REDIRECT);
    }

    @Test
    void keepsCredentialsFromAnotherOrigin() throws Exception {
        try (RawServer other = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            redirect("/a", 302, other.url() + "/b");

            Ask.url(url + "/a")
                    .with("user", "u")
                    .with("password", new Secret("p"))
                    .with("headers", Map.of("Cookie", "a=b", "X-Kept", "yes"))
                    .of(probe);

            assertThat(other.requests.get(0))
                    .startsWith("GET /b HTTP/1.1\r\n")
                    .contains("X-Kept: yes")
                    .doesNotContain("Authorization")
                    .doesNotContain("Cookie");
        }
    }

    @Test
    void asksWithGetWhereAFormIsRedirected() throws Exception {
        try (RawServer other = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            redirect("/303", 303, other.url());
            redirect("/307", 307, other.url());

            Ask.url(url + "/303").with("method", "POST").with("body", "x").of(probe);
            Ask.url(url + "/307").with("method", "POST").with("body", "x").of(probe);

            assertThat(other.requests.get(0)).startsWith("GET / ").doesNotContain("Content-Length");
            assertThat(other.requests.get(1)).startsWith("POST / ").contains("Content-Length: 1\r\n");
        }
    }

    @Test
    void runsManyAtOnce() throws Exception {
        serve("/", 200, "hello");
        var outcomes = new ArrayList<CompletableFuture<Outcome>>();
        HttpConfig config = Ask.url(url).config();
        for (int i = 0; i < 1000; i++) {
            outcomes.add(probe.probe(config, FakeProbeContext.to("").within(java.time.Duration.ofSeconds(30)))
                    .toCompletableFuture());
        }
        for (var outcome : outcomes) {
            assertThat(outcome.get().status()).as(outcome.get().message()).isEqualTo(Status.OK);
        }
    }

    @Test
    void givesUpAnExpressionThatNeverEnds() throws Exception {
        serve("/", 200, "a".repeat(60));

        Outcome outcome = Ask.url(url)
                .with("expect body", "(.*)*\\1b")
                .of(probe, FakeProbeContext.to("").within(java.time.Duration.ofSeconds(2)));

        assertThat(outcome.status()).as(outcome.message()).isEqualTo(Status.UNKNOWN);
        assertThat(outcome.reason()).isEqualTo(Reason.SETTINGS);
    }

    @Test
    void givesUpAnExpressionThatIsTooDeep() throws Exception {
        serve("/", 200, "a".repeat(1_000_000));

        assertThat(Ask.url(url).with("expect body", "^(a|b)*$").of(probe).reason())
                .isEqualTo(Reason.SETTINGS);
    }

    @Test
    void finishesRunsInFlightAfterItIsStopped() throws Exception {
        var asked = new CompletableFuture<Void>();
        var stopped = new CompletableFuture<Void>();
        server.createContext("/", exchange -> {
            asked.complete(null);
            stopped.join();
            answer(exchange, 200, "late");
        });

        var outcome = probe.probe(
                        Ask.url(url).config(), FakeProbeContext.to("").within(java.time.Duration.ofSeconds(30)))
                .toCompletableFuture();
        asked.get();
        probe.close();
        stopped.complete(null);

        assertThat(outcome.get().status()).isEqualTo(Status.OK);
    }

    private void serve(String path, int status, String body) {
        server.createContext(path, exchange -> answer(exchange, status, body));
    }

    private void redirect(String path, int status, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", location);
            answer(exchange, status, "moved");
        });
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
