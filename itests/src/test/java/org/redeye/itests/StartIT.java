package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it starts, who may come in, how it stops. */
class StartIT {

    private static final Pattern LINK =
            Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/_/sign-in#token=([A-Za-z0-9_-]+)");

    @TempDir
    private Path folder;

    @Test
    void printsItsAddressAndALinkThatWorksOnceAndNoCredentialIsTheDefault() throws IOException {
        try (var rem = Distribution.start(folder.resolve("data"), Map.of())) {
            Distribution.await("the link to be printed", Duration.ofSeconds(10), () -> LINK.matcher(rem.printed())
                    .find());
            Matcher link = LINK.matcher(rem.printed());
            assertThat(link.find()).isTrue();
            assertThat(link.group(1)).isEqualTo(String.valueOf(rem.port()));
            assertThat(rem.log().lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                    .as("a first start is no cause for alarm")
                    .isEmpty();
            String token = "{\"token\":\"" + link.group(2) + "\"}";

            assertThat(rem.send(rem.request("/api/v1/checks")).statusCode()).isEqualTo(401);
            for (String guess : new String[] {"admin:admin", "karaf:karaf", "admin:", "rem:rem"}) {
                String basic = java.util.Base64.getEncoder().encodeToString(guess.getBytes(StandardCharsets.UTF_8));
                assertThat(rem.send(rem.request("/api/v1/checks").header("Authorization", "Basic " + basic))
                                .statusCode())
                        .as(guess)
                        .isEqualTo(401);
            }

            HttpResponse<String> first = signIn(rem, token);
            assertThat(first.statusCode()).isEqualTo(200);
            String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
            String session = cookie.substring(0, cookie.indexOf(';'));
            assertThat(rem.send(rem.request("/api/v1/checks").header("Cookie", session))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(signIn(rem, token).statusCode())
                    .as("the link a second time")
                    .isEqualTo(401);
            assertThat(rem.log()).as("secrets stay out of the log").doesNotContain(link.group(2));

            HttpRequest.Builder change = rem.request("/api/v1/session/password")
                    .header("Cookie", session)
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"password\":\"" + Distribution.PASSWORD + "\"}"));
            assertThat(rem.send(change.copy()).statusCode())
                    .as("without the CSRF header")
                    .isEqualTo(403);
            String csrf = Distribution.json(first).get("csrf").asText();
            assertThat(rem.send(change.copy().header("X-REM-CSRF", csrf)).statusCode())
                    .isBetween(200, 204);
            assertThat(rem.get("/api/v1/checks").get("items")).isNotNull();
            Path users = rem.data().resolve("users.properties");
            assertThat(Files.readString(users)).doesNotContain(Distribution.PASSWORD);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
                    .isEqualTo("rw-------");
        }
    }

    private static HttpResponse<String> signIn(Distribution rem, String json) {
        return rem.send(rem.request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    @Test
    void twoRunSideBySideFromOneBuildEachShowsThisMachineAndStopsCleanly() {
        try (var rem = Distribution.start(folder.resolve("one"));
                var other = Distribution.start(folder.resolve("two"))) {
            assertThat(rem.putPackage("only_here", "", "hosts:\n  a:\n    b: {address: c}\n")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(rem.get("/api/v1/packages").get("items").size()).isEqualTo(2);
            assertThat(other.get("/api/v1/packages").get("items").size()).isEqualTo(1);
            other.awaitCheck("system_monitor/checks/web/home", "ok", Duration.ofSeconds(20));

            JsonNode system = rem.awaitRun("system_monitor/checks/local/system@this", Duration.ofSeconds(20));
            assertThat(system.get("metrics").size()).isGreaterThan(10);
            assertThat(system.get("at").asLong())
                    .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(20_000L));
            rem.awaitCheck("system_monitor/checks/web/home", "ok", Duration.ofSeconds(20));
            rem.awaitCheck("system_monitor/checks/lan/ping@this", "ok", Duration.ofSeconds(20));
            rem.awaitCheck("system_monitor/checks/local/monitor", "ok", Duration.ofSeconds(20));

            HttpResponse<String> page = rem.send(rem.request("/system_monitor/monitor"));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("require-trusted-types-for 'script'");
            assertThat(rem.send(rem.request("/healthz")).body()).contains("ok");
            HttpResponse<String> metrics = rem.send(rem.admin("/metrics"));
            assertThat(metrics.body())
                    .contains("rem_checks_")
                    .contains("rem_series_")
                    .contains("rem_packages_");
            assertThat(rem.send(rem.request("/metrics")).statusCode()).isEqualTo(401);

            ProcessHandle container = rem.container();
            rem.interrupt();
            assertThat(container.isAlive()).isFalse();
            assertThat(rem.log()).doesNotContain("ERROR");
        }
    }
}
