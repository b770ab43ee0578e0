package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.PASSWORD;
import static org.redeye.web.Server.body;
import static org.redeye.web.Server.tree;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.security.Role;

/** Sessions, tokens, users and roles, as a client sees them. */
class SignInTest {

    private final Server server = Server.get();

    private record Session(String cookie, String csrf) {}

    @AfterEach
    void restoreUsers() {
        for (Role role : Role.values()) {
            server.users.put(role.word(), role, PASSWORD.toCharArray());
        }
        server.users.remove("ann");
    }

    @Test
    void signsInAndOut() {
        HttpResponse<String> response = signIn("editor", PASSWORD);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(tree(response.body()).get("user").asText()).isEqualTo("editor");
        assertThat(tree(response.body()).get("role").asText()).isEqualTo("editor");
        String setCookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(setCookie)
                .startsWith(cookieOf(server.platform.url().getPort()))
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
        Session session = session(response);

        HttpResponse<String> who = server.send(with(session, "/api/v1/session"));
        assertThat(who.statusCode()).isEqualTo(200);
        assertThat(tree(who.body())).isEqualTo(tree(response.body()));

        HttpResponse<String> out = server.send(with(session, "/api/v1/session")
                .header("X-REM-CSRF", session.csrf())
                .DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(server.send(with(session, "/api/v1/session")).statusCode()).isEqualTo(401);
    }

    @Test
    void anInstanceOnAnotherPortOfTheHostHasItsOwnCookie() {
        String other = cookieOf(server.platform.url().getPort() + 1) + "not-ours";
        Session session = session(signIn("viewer", PASSWORD));

        HttpRequest.Builder both = server.to("/api/v1/session").header("Cookie", other + "; " + session.cookie());
        assertThat(server.send(both).statusCode()).isEqualTo(200);
        HttpRequest.Builder onlyTheOther = server.to("/api/v1/session").header("Cookie", other);
        assertThat(server.send(onlyTheOther).body()).contains("Nobody is signed in.");
    }

    @Test
    void theStoreNeverSeesTheCookie() {
        Session session = session(signIn("editor", PASSWORD));
        String id = session.cookie().substring(session.cookie().indexOf('=') + 1);

        assertThat(server.state.scan("sessions", "", "", 1000)).isNotEmpty().allSatisfy(stored -> {
            assertThat(stored.key()).isNotEqualTo(id);
            assertThat(stored.value()).doesNotContain(id).doesNotContain(session.csrf());
        });
    }

    @Test
    void wrongPasswordIs401WithoutCookie() {
        HttpResponse<String> response = signIn("editor", "wrong password");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(response.body()).doesNotContain("wrong password");
    }

    @Test
    void aNewSignInGetsANewIdAndEndsTheOldSession() {
        Session old = session(signIn("editor", PASSWORD));
        HttpResponse<String> again = server.send(server.to("/api/v1/session")
                .header("Cookie", old.cookie())
                .header("Content-Type", "application/json")
                .POST(body("{\"name\":\"viewer\",\"password\":\"" + PASSWORD + "\"}")));

        assertThat(session(again).cookie()).isNotEqualTo(old.cookie());
        assertThat(server.send(with(old, "/api/v1/session")).statusCode()).isEqualTo(401);
    }

    @Test
    void aSignInThatAFormCouldForgeIsRefused() {
        HttpResponse<String> response = server.send(server.to("/api/v1/session")
                .header("Content-Type", "text/plain")
                .POST(body("{\"name\":\"editor\",\"password\":\"" + PASSWORD + "\"}")));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void aChangeWithACookieNeedsTheCsrfHeader() {
        server.packages.put("csrf", "a: 1\n");
        Session session = session(signIn("editor", PASSWORD));

        HttpRequest.Builder without = with(session, "/api/v1/packages/csrf").DELETE();
        assertThat(server.send(without).statusCode()).isEqualTo(403);
        HttpRequest.Builder wrong = with(session, "/api/v1/packages/csrf")
                .header("X-REM-CSRF", "0".repeat(64))
                .DELETE();
        assertThat(server.send(wrong).statusCode()).isEqualTo(403);
        assertThat(server.packages.text("csrf")).isPresent();
        HttpRequest.Builder right = with(session, "/api/v1/packages/csrf")
                .header("X-REM-CSRF", session.csrf())
                .DELETE();
        assertThat(server.send(right).statusCode()).isEqualTo(200);
        assertThat(server.packages.text("csrf")).isEmpty();
    }

    @Test
    void readingManyPointsWithACookieNeedsTheHeaderToo() {
        Session session = session(signIn("viewer", PASSWORD));
        HttpRequest.Builder points = with(session, "/api/v1/series/query")
                .header("Content-Type", "application/json")
                .POST(body("{\"queries\":[{\"match\":[\"none\"]}]}"));

        assertThat(server.send(points).statusCode()).isEqualTo(403);
        assertThat(server.send(points.header("X-REM-CSRF", session.csrf())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRoleMayDoWhatLowerOnesMayAndNoMore() {
        server.packages.put("roles", "a: 1\n");
        server.checks.warning("roles/checks/a", "");
        for (Role role : Role.values()) {
            assertThat(status(role, "GET", "/api/v1/checks")).isEqualTo(200);
            assertThat(status(role, "POST", "/api/v1/checks/roles%2Fchecks%2Fa/runs"))
                    .isEqualTo(role.includes(Role.OPERATOR) ? 200 : 403);
            assertThat(status(role, "DELETE", "/api/v1/packages/none"))
                    .isEqualTo(role.includes(Role.EDITOR) ? 404 : 403);
            assertThat(status(role, "GET", "/api/v1/users")).isEqualTo(role.includes(Role.ADMIN) ? 200 : 403);
        }
    }

    @Test
    void aTokenWorksUntilItIsTakenBack() {
        JsonNode made = make(Role.EDITOR, "{\"name\":\"ci\",\"role\":\"operator\"}");
        String token = made.get("token").asText();
        String id = made.get("id").asText();
        assertThat(bearer(token, "/api/v1/session").body()).contains("\"role\":\"operator\"");
        assertThat(server.state.get("tokens", id).orElseThrow().value())
                .doesNotContain(token.substring(token.indexOf(id) + id.length() + 1));
        assertThat(server.send(server.as(Role.EDITOR, "/api/v1/tokens")).body())
                .contains(made.get("id").asText())
                .doesNotContain(token);

        String path = "/api/v1/tokens/" + made.get("id").asText();
        assertThat(status(Role.VIEWER, "DELETE", path)).isEqualTo(404); // not theirs
        assertThat(status(Role.EDITOR, "DELETE", path)).isEqualTo(204);
        assertThat(bearer(token, "/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenWithAChangedLetterIsWorthless() {
        String token = make(Role.VIEWER, "{\"name\":\"ci\",\"role\":\"viewer\"}")
                .get("token")
                .asText();
        char last = token.charAt(10);
        String other = token.substring(0, 10) + (last == 'a' ? 'b' : 'a') + token.substring(11);
        assertThat(bearer(other, "/api/v1/session").statusCode()).isEqualTo(401);
        String tail = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThat(bearer(tail, "/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenCannotDoMoreThanItsOwner() {
        assertThat(server.send(Role.VIEWER, "POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"admin\"}")
                        .statusCode())
                .isEqualTo(403);
        String token = make(Role.EDITOR, "{\"name\":\"x\",\"role\":\"editor\"}")
                .get("token")
                .asText();
        server.users.put("editor", Role.VIEWER, PASSWORD.toCharArray());
        assertThat(bearer(token, "/api/v1/session").body()).contains("\"role\":\"viewer\"");
        server.users.remove("editor");
        assertThat(bearer(token, "/api/v1/session").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenCannotMakeTokensOrChangePasswords() {
        String token = make(Role.ADMIN, "{\"name\":\"x\",\"role\":\"admin\"}")
                .get("token")
                .asText();
        HttpRequest.Builder more = server.to("/api/v1/tokens")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(body("{\"name\":\"y\",\"role\":\"admin\"}"));
        assertThat(server.send(more).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesTokensThatCannotBe() {
        assertThat(server.send(Role.ADMIN, "POST", "/api/v1/tokens", "{\"name\":\"x\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(server.send(Role.ADMIN, "POST", "/api/v1/tokens", "{\"name\":\"x\",\"role\":\"root\"}")
                        .body())
                .contains("viewer, operator, editor, admin");
        assertThat(server.send(
                                Role.ADMIN,
                                "POST",
                                "/api/v1/tokens",
                                "{\"name\":\"x\",\"role\":\"viewer\",\"expires\":5}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void anAdminKeepsUsers() {
        assertThat(server.send(
                                Role.ADMIN,
                                "PUT",
                                "/api/v1/users/ann",
                                "{\"role\":\"operator\",\"password\":\"12345678\"}")
                        .body())
                .isEqualTo("{\"name\":\"ann\",\"role\":\"operator\"}");
        Session session = session(signIn("ann", "12345678"));
        assertThat(server.send(Role.ADMIN, "PUT", "/api/v1/users/ann", "{\"role\":\"operator\",\"password\":\"short\"}")
                        .statusCode())
                .isEqualTo(422);

        assertThat(status(Role.ADMIN, "DELETE", "/api/v1/users/ann")).isEqualTo(204);
        assertThat(server.send(with(session, "/api/v1/session")).statusCode()).isEqualTo(401);
        assertThat(status(Role.ADMIN, "DELETE", "/api/v1/users/ann")).isEqualTo(404);
    }

    @Test
    void theOnlyAdminStays() {
        assertThat(status(Role.ADMIN, "DELETE", "/api/v1/users/admin")).isEqualTo(409);
        assertThat(server.send(
                                Role.ADMIN,
                                "PUT",
                                "/api/v1/users/admin",
                                "{\"role\":\"viewer\",\"password\":\"12345678\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        Session other = session(signIn("viewer", PASSWORD));
        Session own = session(signIn("viewer", PASSWORD));

        HttpResponse<String> response = server.send(with(own, "/api/v1/session/password")
                .header("X-REM-CSRF", own.csrf())
                .header("Content-Type", "application/json")
                .PUT(body("{\"password\":\"another one\"}")));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(server.send(with(own, "/api/v1/session")).statusCode()).isEqualTo(200);
        assertThat(server.send(with(other, "/api/v1/session")).statusCode()).isEqualTo(401);
        assertThat(signIn("viewer", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn("viewer", "another one").body()).contains("\"role\":\"viewer\"");
    }

    private HttpResponse<String> signIn(String name, String password) {
        return server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(body("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}")));
    }

    private static String cookieOf(int port) {
        return "rem_session_" + port + "=";
    }

    private static Session session(HttpResponse<String> response) {
        String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
        return new Session(
                cookie.substring(0, cookie.indexOf(';')),
                tree(response.body()).get("csrf").asText());
    }

    private HttpRequest.Builder with(Session session, String path) {
        return server.to(path).header("Cookie", session.cookie());
    }

    private int status(Role role, String method, String path) {
        return server.send(server.as(role, path).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private JsonNode make(Role role, String json) {
        HttpResponse<String> response = server.send(role, "POST", "/api/v1/tokens", json);
        assertThat(response.statusCode()).isEqualTo(201);
        return tree(response.body());
    }

    private HttpResponse<String> bearer(String token, String path) {
        return server.send(server.to(path).header("Authorization", "Bearer " + token));
    }
}
