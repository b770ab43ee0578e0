package org.redeye.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redeye.api.script.ScriptResult.Outcome;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpPageDeclaration;
import org.redeye.sites.Web.Got;

class PagesTest {

    @TempDir
    private Path folder;

    private Web web;

    @BeforeEach
    void open() {
        web = new Web(folder);
    }

    static HttpPageDeclaration page(String packageName, String path, String template) {
        return page(packageName, path, template, "", Audience.of(Role.VIEWER));
    }

    static HttpPageDeclaration page(
            String packageName, String path, String template, String script, Audience audience) {
        return new HttpPageDeclaration(
                packageName + "/http pages/" + path,
                packageName,
                path,
                "Orders",
                template,
                script,
                Map.of("greeting", "Good <morning>"),
                audience);
    }

    @Test
    void aPageIsItsTemplateFilledWithItsData() {
        web.declare(page("shop", "orders", "<p>%(greeting)s, %(rem.user)s: %(title)s %(query.a)s</p>"));
        Got got = web.get(Role.VIEWER, "/site/shop/orders?a=%3Cx%3E");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).startsWith("<p>Good &lt;morning&gt;, viewer: Orders &lt;x&gt;</p>");
        assertThat(got.headers()).containsEntry("Content-Type", "text/html;charset=utf-8");
        assertThat(got.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'nonce-")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
    }

    @Test
    void htmlComesFromTrustedPackagesAndNeverFromTheAddress() {
        web.declare(page("shop", "a", "%(greeting)h%(query.x)h%(rem.path)h|"));
        assertThat(web.get(Role.VIEWER, "/site/shop/a?x=%3Cb%3E").body()).startsWith("Good &lt;morning&gt;&lt;b&gt;a|");
        web.trusted.add("shop");
        assertThat(web.get(Role.VIEWER, "/site/shop/a?x=%3Cb%3E").body()).startsWith("Good <morning>&lt;b&gt;a|");
    }

    @Test
    void theProgramGivesDataStatusAndHeaders() {
        web.trusted.add("shop");
        web.file("shop/templates/order.html", "<h1>%(order.number)s%(rest)s</h1>%(greeting)s");
        web.declare(page("shop", "orders/*", "templates/order.html", "scripts/o.py", Audience.of(Role.VIEWER)));
        web.programAnswers("{\"status\":410,\"headers\":{\"cache-control\":\"max-age=5\"},"
                + "\"data\":{\"order\":{\"number\":12},\"rest\":null,\"greeting\":\"Hello\"}}");
        Got got = web.get(Role.VIEWER, "/site/shop/orders/12?x=1&x=2");
        assertThat(got.body()).startsWith("<h1>12</h1>Hello");
        assertThat(got.status()).isEqualTo(410);
        assertThat(got.headers()).containsEntry("Cache-Control", "max-age=5");
        assertThat(web.called.orElseThrow().program()).isEqualTo("scripts/o.py");
        assertThat(web.called.orElseThrow().input())
                .isEqualTo("{\"method\":\"GET\",\"base\":\"/site/shop/\",\"path\":\"orders/12\","
                        + "\"page\":\"shop/http pages/orders/*\",\"query\":{\"x\":[\"1\",\"2\"]},"
                        + "\"user\":{\"name\":\"viewer\",\"role\":\"viewer\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]|it must answer a map with 'data'.",
                "{\"dtaa\":{}}|it answered 'dtaa'; expected are data, status and headers.",
                "{\"status\":204}|'status' must be a number of 200 to 599 with a body, not 204.",
                "{\"headers\":{\"Set-Cookie\":\"a\"}}|the header 'Set-Cookie' cannot be set so",
                "{\"headers\":{\"Location\":\"//elsewhere\"}}|the header 'Location' cannot be set so",
                "{\"headers\":{\"Location\":\"/a\\r\\nb\"}}|the header 'Location' cannot be set so"
            })
    void aWrongAnswerOfAProgramIsToldInWords(String answer, String words) {
        web.trusted.add("shop");
        web.declare(page("shop", "a", "<p>", "a.py", Audience.of(Role.VIEWER)));
        web.programAnswers(answer);
        Got got = web.get(Role.VIEWER, "/site/shop/a");
        assertThat(got.status()).isEqualTo(502);
        assertThat(got.json().get("detail").asText())
                .startsWith("The program packages/shop/a.py failed: ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT,504", "DIED,502", "NOT_JSON,502", "FLOODED,502", "MISSING,502", "BUSY,503"})
    void aProgramThatFailsIsAnErrorWhichStrangersAreNotToldOf(Outcome outcome, int status) {
        web.trusted.add("shop");
        web.declare(page("shop", "a", "<p>", "a.py", Audience.ANYBODY));
        web.programFails(outcome, "It said a secret.");
        assertThat(web.get(Role.VIEWER, "/site/shop/a"))
                .satisfies(got -> assertThat(got.status()).isEqualTo(status))
                .satisfies(got -> assertThat(got.body()).contains("It said a secret."));
        assertThat(web.stranger("/site/shop/a"))
                .satisfies(got -> assertThat(got.status()).isEqualTo(status))
                .satisfies(got -> assertThat(got.body()).doesNotContain("secret"));
        assertThat(web.table.list()).singleElement().satisfies(route -> {
            assertThat(route.calls()).isEqualTo(2);
            assertThat(route.errors()).isEqualTo(2);
        });
    }

    @Test
    void aProgramOfAPackageThatIsNotTrustedIsNotRun() {
        web.declare(page("shop", "a", "<p>", "a.py", Audience.of(Role.VIEWER)));
        assertThat(web.get(Role.VIEWER, "/site/shop/a").body()).contains("once an admin trusts the package");
    }

    @Test
    void aMissingTemplateNamesItsFile() {
        web.declare(page("shop", "a", "templates/a.html"));
        Got got = web.get(Role.VIEWER, "/site/shop/a");
        assertThat(got.status()).isEqualTo(500);
        assertThat(got.body()).contains("There is no file packages/shop/templates/a.html");
    }

    @Test
    void aMissingKeyIsCountedEachTimeAndShown() {
        web.declare(page("shop", "a", "<p>%(nmae)s</p>"));
        web.get(Role.VIEWER, "/site/shop/a");
        assertThat(web.get(Role.VIEWER, "/site/shop/a").body()).startsWith("<p>--(nmae)s--</p>");
        assertThat(meter("sites_missing_keys_total")).isEqualTo(2);
    }

    @Test
    void whoIsNotSignedInSeesWhatIsPublic() {
        web.declare(page("shop", "a", "<p>a</p>"), page("shop", "b", "<p>b</p>", "", Audience.ANYBODY));
        assertThat(web.stranger("/site/shop/b").status()).isEqualTo(200);
        assertThat(web.stranger("/site/shop/a").status()).isEqualTo(401);
        assertThat(web.stranger("/site/shop/none").status()).isEqualTo(404);
        assertThat(web.ask("GET", "/site/shop/a").header("Accept", "text/html").get())
                .satisfies(got -> assertThat(got.status()).isEqualTo(401))
                .satisfies(got -> assertThat(got.body()).contains("href=\"/_/sign-in\""));
    }

    @Test
    void ofAPackageWithNothingPublicStrangersLearnNothing() {
        web.declare(page("shop", "a", "<p>a</p>"));
        assertThat(web.stranger("/site/shop/a").body())
                .isEqualTo(web.stranger("/site/shop/none").body());
        assertThat(web.stranger("/site/none/a").status()).isEqualTo(401);
    }

    @Test
    void aRoleTooLowIsTurnedAwayInWords() {
        web.declare(page("shop", "a", "<p>", "", Audience.of(Role.EDITOR)));
        Got got = web.get(Role.OPERATOR, "/site/shop/a");
        assertThat(got.status()).isEqualTo(403);
        assertThat(got.json().get("detail").asText())
                .isEqualTo("This takes the role editor; operator has the role operator here.");
        assertThat(meter("sites_refused_total")).isEqualTo(1);
    }

    @Test
    void aPageThatIsWithdrawnIsGoneAtOnce() {
        var page = page("shop", "a", "<p>");
        web.declare(page);
        assertThat(web.get(Role.VIEWER, "/site/shop/a").status()).isEqualTo(200);
        web.withdraw(page);
        assertThat(web.get(Role.VIEWER, "/site/shop/a").status()).isEqualTo(404);
        assertThat(web.table.list()).isEmpty();
    }

    @Test
    void headHasNoBody() {
        web.declare(page("shop", "a", "<p>"));
        Got got = web.ask("HEAD", "/site/shop/a").as(Role.VIEWER).get();
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).isEmpty();
    }

    @Test
    void scriptsOfTrustedPackagesMayRunInItsPages() {
        web.declare(
                page("shop", "a", "<p>"),
                new org.redeye.api.site.HttpStaticDeclaration(
                        "shop/http static/static", "shop", "static", "static", Audience.of(Role.VIEWER)));
        assertThat(policy()).doesNotContain("/static/");
        web.trusted.add("shop");
        assertThat(policy()).contains(" 127.0.0.1:2001/site/shop/static/;");
        assertThat(web.ask("GET", "/site/shop/a")
                        .as(Role.VIEWER)
                        .header("Host", "a;script-src *")
                        .get())
                .satisfies(got ->
                        assertThat(got.headers().get("Content-Security-Policy")).doesNotContain("*"));
    }

    private String policy() {
        return web.get(Role.VIEWER, "/site/shop/a").headers().get("Content-Security-Policy");
    }

    private double meter(String name) {
        return web.counts.read().stream()
                .filter(meter -> meter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
