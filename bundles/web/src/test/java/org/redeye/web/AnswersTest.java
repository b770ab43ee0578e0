package org.redeye.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redeye.api.alert.Alert;
import org.redeye.api.alert.AlertState;
import org.redeye.api.alert.Alerts;
import org.redeye.api.notify.AnswerLinks;
import org.redeye.api.oncall.OnCall;
import org.redeye.api.security.Role;
import org.redeye.testkit.SampleNotices;
import org.redeye.web.fakes.FakeAlerts;
import org.redeye.web.fakes.FakeOnCall;

/** The page by which somebody who was called answers. */
class AnswersTest {

    private final Server server = Server.get();
    private final FakeAlerts alerts = new FakeAlerts();

    private static final class Links implements AnswerLinks {
        @Override
        public String address(String alert, String person, Instant until) {
            return "http://x/answer/" + alert;
        }

        @Override
        public Answer read(String token) {
            if (!token.startsWith("ann-")) {
                throw new IllegalArgumentException("This link is none of <this> instance.");
            }
            return new Answer(token.substring(4), "ann", Instant.MAX);
        }
    }

    @BeforeEach
    void open() {
        server.register(Alerts.class, alerts);
        server.register(AnswerLinks.class, new Links());
        put(SampleNotices.alert(AlertState.OPEN));
        Server.await("the engines to be there", () -> get("ann-A-7").statusCode() == 200);
    }

    @AfterEach
    void close() {
        server.withdraw(Alerts.class);
        server.withdraw(AnswerLinks.class);
    }

    private void put(Alert alert) {
        alerts.alerts.put("A-7", alert);
    }

    private HttpResponse<String> get(String token) {
        return server.send(server.to("/answer/" + token));
    }

    private HttpResponse<String> post(String token) {
        return server.send(server.to("/answer/" + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("")));
    }

    @Test
    void showsTheAlertWithOneButtonAndChangesNothing() {
        HttpResponse<String> page = get("ann-A-7");

        assertThat(page.body())
                .contains("db1 does not answer, and 1 more", "Nobody has taken it.", "As ann.")
                .containsOnlyOnce("<button")
                .doesNotContain("<script", "shop/checks", "100 %");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(alerts.find("A-7").orElseThrow().state()).isEqualTo(AlertState.OPEN);
        assertThat(server.send(server.to("/answer/page.css")).body()).contains("color-scheme: light dark");
    }

    @Test
    void callsPeopleByTheirTitles() {
        server.register(OnCall.class, new FakeOnCall());
        try {
            Server.await(
                    "the plan to be there",
                    () -> get("ann-A-7").body().contains("As Ann; Miller, \\ née Ďáblová. Calling stops"));
        } finally {
            server.withdraw(OnCall.class);
        }
    }

    @Test
    void acknowledgesAsThePersonAndTellsTheSecondTime() {
        HttpResponse<String> posted = post("ann-A-7");

        assertThat(posted.statusCode()).isEqualTo(303);
        assertThat(posted.headers().firstValue("Location")).contains("/answer/ann-A-7");
        Alert.Acknowledgement taken =
                alerts.find("A-7").orElseThrow().acknowledgement().orElseThrow();
        assertThat(taken.by()).isEqualTo("ann");
        assertThat(taken.reason()).isEqualTo("by link");
        assertThat(get("ann-A-7").body()).contains("You have it since").doesNotContain("<button");
        HttpResponse<String> again = post("ann-A-7");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("You have it since");
    }

    @Test
    void saysWhoHasItIfSomebodyElseWasQuicker() {
        alerts.acknowledge("A-7", "<bob>", "", Optional.empty());
        assertThat(get("ann-A-7").body()).contains("&lt;bob&gt; has it since").doesNotContain("<button");
        assertThat(post("ann-A-7").statusCode()).isEqualTo(409);
        assertThat(alerts.find("A-7")
                        .orElseThrow()
                        .acknowledgement()
                        .orElseThrow()
                        .by())
                .isEqualTo("<bob>");
    }

    @Test
    void saysThatItIsOver() {
        put(SampleNotices.alert(AlertState.RESOLVED));
        assertThat(get("ann-A-7").body())
                .contains("It is over since", "RESOLVED")
                .doesNotContain("<button");
        assertThat(post("ann-A-7").statusCode()).isEqualTo(409);
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String token : new String[] {"forged", "", "x".repeat(3_000)}) {
            HttpResponse<String> page = get(token);
            assertThat(page.statusCode()).as(token).isEqualTo(403);
            assertThat(page.body()).contains("This link does not work", "none of &lt;this&gt; instance.");
            assertThat(post(token).statusCode()).isEqualTo(403);
        }
        assertThat(get("ann-A-8").statusCode()).isEqualTo(404);
        assertThat(server.send(server.to("/answer/ann-A-7").DELETE()).statusCode())
                .isEqualTo(405);
    }

    /** Somebody may be signed in to the console in the same browser. */
    @Test
    void wantsNoCsrfHeaderOfASession() {
        HttpResponse<String> signIn = server.send(server.to("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"name\":\"viewer\",\"password\":\"" + Server.PASSWORD + "\"}")));
        String cookie = signIn.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];

        HttpResponse<String> posted = server.send(
                server.to("/answer/ann-A-7").header("Cookie", cookie).POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(posted.statusCode()).isEqualTo(303);
        assertThat(server.send(server.to("/api/v1/session")
                                .header("Cookie", cookie)
                                .DELETE())
                        .statusCode())
                .as("elsewhere it is wanted")
                .isEqualTo(403);
    }

    @Test
    void saysSoIfAnEngineIsAway() {
        server.withdraw(Alerts.class);
        Server.await("the engine to be gone", () -> get("ann-A-7").statusCode() == 503);
        assertThat(get("ann-A-7").body()).contains("The alerts engine is not running.");
        server.register(Alerts.class, alerts);
        assertThat(server.send(server.as(Role.VIEWER, "/healthz")).statusCode()).isLessThan(500);
    }
}
