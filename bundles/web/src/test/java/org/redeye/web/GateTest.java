package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.security.Role;

/** What every request passes and every answer has. */
class GateTest {

    private final Server server = Server.get();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/checks",
                "/api/v1/checks/p/checks/a",
                "/api/v1/series",
                "/api/v1/series/a:b/points",
                "/api/v1/events",
                "/api/v1/packages/p",
                "/api/v1/plugins",
                "/api/v1/pages",
                "/api/v1/widgets",
                "/api/v1/system",
                "/api/v1/users",
                "/api/v1/tokens",
                "/api/v1/session",
                "/api/v1/nothing",
                "/api",
                "/widgets/chart/123456789012/chart.js",
                "/metrics",
                "/graphs/p/checks/a.svg"
            })
    void whoIsNobodyIsTurnedAway(String path) {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge ->
                        assertThat(challenge).startsWith("Bearer")); // Basic would make browsers show their own dialog
        assertThat(Server.tree(response.body()).get("status").asInt()).isEqualTo(401);
    }

    /** What packages serve may be public; they say so, and know who asks. Without their engine the console is there. */
    @Test
    void belowSiteNobodyNeedBeSignedInButWhoSaysSoMustBe() {
        assertThat(server.get("/site/shop/a").statusCode()).isNotEqualTo(401);
        assertThat(server.send(server.as(Role.VIEWER, "/site/shop/a")).statusCode())
                .isNotEqualTo(401);
        assertThat(server.send(server.to("/site/shop/a").header("Authorization", "Basic dmlld2VyOndyb25n"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dmlld2VyOndyb25n",
                "Basic !!!",
                "Basic",
                "Bearer rem_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer nonsense",
                "Negotiate abc"
            })
    void wrongCredentialsAreTurnedAway(String header) {
        assertThat(server.send(server.to("/api/v1/checks").header("Authorization", header))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/healthz", "/api/v1/checks", "/api/v1/series", "/_/checks", "/console/none.js", "/metrics", "/"
            })
    void everyAnswerCarriesTheSecurityHeaders(String path) {
        for (var response : List.of(server.get(path), server.send(server.as(Role.VIEWER, path)))) {
            var headers = response.headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
            assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
            assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                    .contains("default-src 'none'", "frame-ancestors 'none'"));
            assertThat(headers.firstValue("Server")).isEmpty();
        }
        assertThat(server.get("/api/v1/checks").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../api/v1/checks",
                "/console/..%2fapi/v1/checks",
                "/console/%2e%2e/api/v1/checks",
                "/console/;/../api/v1/checks",
                "/healthz;/../api/v1/checks",
                "//api/v1/checks",
                "/./api/v1/checks",
                "/api/v1/checks/a%5c..%5cb",
                "/api/v1/checks/a%00b",
                "/api/v1/checks/a%2f..%2fb",
                "/api/v1/checks/%ff",
                "/api/v1/checks/a%2",
                "/%2fapi/v1/checks"
            })
    void pathsThatCouldMeanTwoThingsAreRefused(String path) throws IOException {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void anEncodedNameIsStillTheProtectedOne() throws IOException {
        assertThat(raw("GET /%61pi/v1/checks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(raw("GET /metric%73 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, /healthz",
        "BREW, /healthz",
        "POST, /healthz",
        "DELETE, /metrics",
        "PUT, /_/checks",
        "DELETE, /api/v1/checks",
        "PATCH, /api/v1/packages/p",
        "GET, /api/v1/series/query",
        "PUT, /api/v1/series",
        "POST, /api/v1/events"
    })
    void unknownMethodsAreNamed(String method, String path) throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + Server.basic("admin", Server.PASSWORD) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405").contains("application/problem+json", "Allow: ");
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        for (String path : List.of("/api/v1/nothing", "/api/v2/checks", "/console/none.js")) {
            HttpResponse<String> response = server.send(server.as(Role.VIEWER, path));
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void bodiesOfAnotherTypeAreRefused() {
        HttpResponse<String> response = server.send(server.as(Role.ADMIN, "/api/v1/tokens")
                .header("Content-Type", "text/html")
                .POST(body("<p>")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(Server.tree(response.body()).get("detail").asText()).contains("Content-Type");
    }

    @Test
    void brokenJsonIsNamedWithItsPlace() {
        HttpResponse<String> response = server.send(Role.ADMIN, "POST", "/api/v1/tokens", "{\n  \"name\": oops}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Server.tree(response.body()).at("/problems/0/line").asInt()).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearestKnownOne() {
        HttpResponse<String> response = server.send(Role.ADMIN, "POST", "/api/v1/tokens", "{\"nmae\": \"x\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Server.tree(response.body()).at("/problems/0/suggestion").asText())
                .isEqualTo("name");
        assertThat(response.body()).contains("'nmae' is not known here").doesNotContain("org.redeye");
    }

    @Test
    void aBodyBeyondItsBoundIs413() {
        assertThat(server.send(Role.ADMIN, "POST", "/api/v1/tokens", "\"" + "x".repeat(1 << 20) + "\"")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void aBodyWithoutLengthBeyondItsBoundIs413() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        String answer = raw("POST /api/v1/series/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + Server.basic("viewer", Server.PASSWORD)
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + "15\r\n{\"queries\":[{\"ids\":[\"\r\n" + chunk.repeat(17) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void aStoreThatFailsDoesNotOpenTheGate() {
        server.state.away(true);
        try {
            String cookie = "rem_session_" + server.platform.url().getPort() + "=abc";
            HttpResponse<String> response =
                    server.send(server.to("/api/v1/checks").header("Cookie", cookie));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("The disk is full.");
            assertThat(server.send(server.to("/healthz").header("Cookie", cookie))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            server.state.away(false);
        }
    }

    /** A client may send the body behind the headers, and the answer may be there before it. */
    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/session, text/plain, '', 415",
        "POST, /api/v1/series/query, application/json, '', 401",
        "PUT, /api/v1/packages/refused, text/yaml, viewer, 403",
        "POST, /api/v1/nothing-here, application/json, viewer, 404",
    })
    void aRefusedRequestWithALateBodyLeavesItsConnectionUsable(
            String method, String path, String type, String user, int status) throws IOException {
        String credentials = user.isEmpty() ? "" : "Authorization: " + Server.basic(user, Server.PASSWORD) + "\r\n";
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            write(
                    socket,
                    method + " " + path + " HTTP/1.1\r\nHost: rem\r\nContent-Length: 3\r\nContent-Type: " + type
                            + "\r\n" + credentials + "\r\n");
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answers.readLine()).startsWith("HTTP/1.1 " + status);
            write(socket, "a:1");
            write(socket, "GET /healthz HTTP/1.1\r\nHost: rem\r\nConnection: close\r\n\r\n");
            assertThat(answers.lines()).anyMatch(line -> line.endsWith("HTTP/1.1 200 OK"));
        }
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends octets as they are, and reads the answer to its end. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
