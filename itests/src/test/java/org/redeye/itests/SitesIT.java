package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package that docs/sites.md writes, behind the real gate. */
@Tag("long")
class SitesIT {

    private static final Path DOCS = Path.of(System.getProperty("rem.repository"), "docs/sites.md");
    private static final Pattern BLOCK = Pattern.compile("```[a-z]+\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("(?:#|<!--) packages/(\\S+)");

    @TempDir
    private static Path folder;

    private static Distribution rem;

    @BeforeAll
    static void start() throws IOException {
        Path data = folder.resolve("data");
        Matcher blocks = BLOCK.matcher(Files.readString(DOCS));
        while (blocks.find()) {
            Matcher name = FILE.matcher(blocks.group(1).lines().limit(2).collect(Collectors.joining("\n")));
            if (name.find()) {
                write(data.resolve("packages").resolve(name.group(1)), blocks.group(1));
            }
        }
        write(data.resolve("packages/shop/static/a.txt"), "a file");
        write(data.resolve("packages/base.yaml"), "http pages:\n  help: {template: \"<p>base helps\"}\n");
        write(data.resolve("trusted"), "shop yes\n");
        rem = Distribution.start(data);
        Distribution.await(
                "the pages to be there",
                Duration.ofSeconds(30),
                () -> rem.send(rem.request("/site/shop/hours")).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        rem.close();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static HttpResponse<String> as(String path) {
        return rem.send(rem.admin(path));
    }

    private static HttpResponse<String> call(String function, String json) {
        return rem.post("/site/shop/rpc/" + function, json);
    }

    @Test
    void aPageIsForWhoIsSignedInUnlessItIsPublic() {
        assertThat(rem.send(rem.request("/site/shop/")).statusCode()).isEqualTo(401);
        assertThat(rem.send(rem.request("/site/shop/").header("Authorization", "Basic d3Jvbmc6d3Jvbmc="))
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> page = as("/site/shop/");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("<h1>Good morning</h1>", "data-rpc=\"save\"", "<legend>Order</legend>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'nonce-")
                .doesNotContain("unsafe");

        HttpResponse<String> open = rem.send(rem.request("/site/shop/hours"));
        assertThat(open.body()).startsWith("<p>Open from 9 to 18, --(day)s--</p>");
        assertThat(open.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void aProgramGivesTheData() {
        HttpResponse<String> order = as("/site/shop/orders/17");
        assertThat(order.statusCode()).as(order.body()).isEqualTo(200);
        assertThat(order.body()).contains("<h1>Order 17 is &lt;sent&gt;</h1>");
        HttpResponse<String> none = as("/site/shop/orders/x");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).contains("not there");
    }

    @Test
    void aFunctionSaysWhatShallStandInTheElements() {
        assertThat(call("total", "{}").body())
                .isEqualTo("{\"total\":\"12 orders & more\",\"list\":{\"html\":\"<li>1</li>\"}}");
    }

    @Test
    void aFormIsCheckedBySchemaAndProgram() {
        HttpResponse<String> wrong = call("save", "{\"count\":\"12\"}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        JsonNode errors = Distribution.json(wrong).get("errors");
        assertThat(errors.get("count").asText()).contains("at most 9");
        assertThat(errors.get("name").asText()).contains("is missing");
        assertThat(call("save", "{\"name\":\"1\"}").body())
                .isEqualTo("{\"errors\":{\"name\":\"There is such a one.\"}}");
        assertThat(call("save", "{\"name\":\"17\"}").body()).isEqualTo("{\"total\":\"17 is saved\"}");
    }

    @Test
    void aCallWithASessionNeedsItsToken() {
        HttpResponse<String> signedIn = signIn();
        String cookie =
                signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        HttpRequest.Builder bare = rem.request("/site/shop/rpc/total")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(rem.send(bare).statusCode()).isEqualTo(403);
        String csrf = Distribution.json(signedIn).get("csrf").asText();
        assertThat(rem.send(bare.header("X-REM-CSRF", csrf)).statusCode()).isEqualTo(200);
    }

    @Test
    void filesAreServedAndTheFolderOfPrograms() {
        assertThat(rem.send(rem.request("/site/shop/static/a.txt")).body()).isEqualTo("a file");
        assertThat(as("/site/shop/static/%2e%2e/scripts/save.py").statusCode()).isEqualTo(400);
        assertThat(as("/site/shop/scripts/save.py").statusCode()).isEqualTo(404);
    }

    @Test
    void sitesAreFoundByTheNameOfTheHost() throws IOException {
        assertThat(get("shop.example.org", "/hours")).startsWith("HTTP/1.1 200").contains("<p>Open from 9 to 18");
        assertThat(get("shop.example.org", "/help")).startsWith("HTTP/1.1 200").contains("base helps");
        assertThat(get("shop.example.org", "/none")).startsWith("HTTP/1.1 404");
        assertThat(get("desk.example.org", "/hours")).startsWith("HTTP/1.1 404");
        assertThat(get("shop.example.org", "/healthz")).startsWith("HTTP/1.1 200");
        assertThat(get("elsewhere.example.org", "/hours"))
                .as("the first site is the default")
                .contains("<p>Open from");
        assertThat(get("127.0.0.1:" + rem.port(), "/hours")).as("the console").contains("<rem-app");
    }

    /** The answer as it stands on the wire: Java's own client lets nobody say another host. */
    private static String get(String host, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", rem.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + cookie()
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> signIn() {
        return rem.send(rem.request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"admin\",\"password\":\"" + Distribution.PASSWORD + "\"}")));
    }

    private static String cookie() {
        return signIn().headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void aPageThatIsTakenOutIsGoneAndOneThatIsPutInIsThere() throws IOException {
        Path file = rem.packageFile("news");
        write(file, "package: {fallback: [base]}\nhttp pages:\n  today: {template: \"<p>today\"}\n");
        Distribution.await(
                "the page", Duration.ofSeconds(5), () -> as("/site/news/today").statusCode() == 200);
        assertThat(as("/site/news/help").body()).startsWith("<p>base helps");
        JsonNode explained = rem.get("/site/news/help?explain");
        assertThat(explained.at("/answered/package").asText()).isEqualTo("base");
        assertThat(explained.get("packages").toString()).isEqualTo("[\"news\",\"base\"]");

        write(file, "package: {fallback: [base]}\nhttp pages:\n  help: {template: \"<p>news helps\"}\n");
        Distribution.await(
                "the page to go",
                Duration.ofSeconds(5),
                () -> as("/site/news/today").statusCode() == 404);
        assertThat(as("/site/news/help").body()).startsWith("<p>news helps");
        Files.delete(file);
        Distribution.await(
                "all to go", Duration.ofSeconds(5), () -> as("/site/news/help").statusCode() == 404);
    }

    @Test
    void theRoutesAreListedWithTheirCalls() {
        assertThat(as("/site/shop/static/a.txt").statusCode()).isEqualTo(200);
        Optional<JsonNode> files = Optional.empty();
        for (JsonNode route : rem.get("/api/v1/routes").get("items")) {
            if (route.get("id").asText().equals("shop/http static/static")) {
                files = Optional.of(route);
            }
        }
        assertThat(files.orElseThrow().get("path").asText()).isEqualTo("/site/shop/static/");
        assertThat(files.orElseThrow().get("audience").asText()).isEqualTo("public");
        assertThat(files.orElseThrow().get("calls").asLong()).isPositive();
        assertThat(rem.rem("route-list").out()).contains("/site/shop/orders/*", "shop/http rpc/save");
    }
}
