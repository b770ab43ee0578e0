package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.web.Server.body;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.redeye.api.security.Role;

/** The way in when there is no user yet, and what a restart leaves. */
class FirstStartTest {

    private final Server server = Server.get();
    private final Path file = server.platform.data().resolve("run/sign-in-link");

    @BeforeEach
    void nobody() throws BundleException {
        server.users.clear();
        restart();
    }

    @AfterEach
    void everybody() throws BundleException {
        for (Role role : Role.values()) {
            server.users.put(role.word(), role, Server.PASSWORD.toCharArray());
        }
        restart();
    }

    @Test
    void theLinkLetsTheFirstAdminInOnce() throws Exception {
        String token = Files.readString(file).replaceAll(".*token=", "").trim();

        HttpResponse<String> in = redeem(token);

        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(Server.tree(in.body()).get("user").asText()).isEqualTo("admin");
        assertThat(Server.tree(in.body()).get("role").asText()).isEqualTo("admin");
        assertThat(file).doesNotExist();
        HttpResponse<String> again = redeem(token);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(again.body()).doesNotContain(token);

        String cookie = in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        HttpRequest.Builder password = server.to("/api/v1/session/password")
                .header("Cookie", cookie)
                .header("X-REM-CSRF", Server.tree(in.body()).get("csrf").asText())
                .header("Content-Type", "application/json")
                .PUT(body("{\"password\":\"my first one\"}"));
        assertThat(server.send(password).statusCode()).isEqualTo(204);
        assertThat(server.users
                        .authenticate("admin", "my first one".toCharArray(), "test")
                        .orElseThrow()
                        .role())
                .isEqualTo(Role.ADMIN);

        restart();
        assertThat(file).doesNotExist();
        HttpResponse<String> after = server.send(server.to("/api/v1/session").header("Cookie", cookie));
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(Server.tree(after.body()).get("csrf"))
                .isEqualTo(Server.tree(in.body()).get("csrf"));
    }

    private HttpResponse<String> redeem(String token) {
        return server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(body("{\"token\":\"" + token + "\"}")));
    }

    private void restart() throws BundleException {
        for (Bundle bundle : server.framework.getBundleContext().getBundles()) {
            if ("org.redeye.web".equals(bundle.getSymbolicName())) {
                bundle.stop();
                bundle.start();
            }
        }
        Server.await("the server is ready", () -> server.get("/readyz").statusCode() == 200);
    }
}
