package org.redeye.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.sites.PagesTest.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redeye.api.security.Role;
import org.redeye.api.site.Audience;
import org.redeye.api.site.HttpRpcDeclaration;
import org.redeye.api.site.HttpStaticDeclaration;
import org.redeye.api.site.Route;
import org.redeye.api.site.SiteDeclaration;
import org.redeye.sites.Web.Got;

/** Who answers: pages, functions, files, the next package; and which packages at which host. */
class RoutingTest {

    @TempDir
    private Path folder;

    private Web web;

    @BeforeEach
    void open() {
        web = new Web(folder);
    }

    private static HttpStaticDeclaration files(String packageName, String path, String folder) {
        return new HttpStaticDeclaration(
                packageName + "/http static/" + path, packageName, path, folder, Audience.of(Role.VIEWER));
    }

    private static SiteDeclaration site(String name, int order, String host, Map<String, List<String>> mounts) {
        return new SiteDeclaration("shop/sites/" + name, "shop", name, order, List.of(host), mounts);
    }

    private Got at(String host, String path) {
        return web.ask("GET", path).as(Role.VIEWER).header("Host", host).get();
    }

    @Test
    void pagesGoBeforeFunctionsAndThoseBeforeFilesAndThoseBeforeTheNextPackage() {
        web.trusted.add("shop");
        web.programAnswers("{\"a\":\"function\"}");
        web.fallbacks.put("shop", List.of("base"));
        web.file("shop/files/total", "file of shop");
        web.file("base/files/total", "file of base");
        web.file("base/files/more", "more of base");
        var page = page("shop", "rpc/total", "<p>page of shop");
        web.declare(
                page,
                new HttpRpcDeclaration("shop/http rpc/total", "shop", "total", "t.py", "", Audience.of(Role.VIEWER)),
                files("shop", "rpc", "files"),
                files("base", "rpc", "files"));

        assertThat(web.get(Role.VIEWER, "/site/shop/rpc/total").body()).startsWith("<p>page of shop");
        assertThat(web.call(Role.VIEWER, "/site/shop/rpc/total", "").body()).isEqualTo("{\"a\":\"function\"}");
        web.withdraw(page);
        assertThat(web.get(Role.VIEWER, "/site/shop/rpc/total").body()).isEqualTo("file of shop");
        assertThat(web.get(Role.VIEWER, "/site/shop/rpc/more").body()).isEqualTo("more of base");
        assertThat(web.get(Role.VIEWER, "/site/shop/rpc/none").status()).isEqualTo(404);
    }

    @Test
    void aPageMissingInAPackageIsServedFromItsFallbackUntilItHasOne() {
        web.fallbacks.put("shop", List.of("base"));
        web.fallbacks.put("base", List.of("root", "shop")); // a circle ends
        web.declare(page("root", "help", "<p>root"), page("base", "a", "<p>base"));
        assertThat(web.get(Role.VIEWER, "/site/shop/help").body()).startsWith("<p>root");
        var own = page("shop", "help", "<p>shop");
        web.declare(own);
        assertThat(web.get(Role.VIEWER, "/site/shop/help").body()).startsWith("<p>shop");
        web.withdraw(own);
        assertThat(web.get(Role.VIEWER, "/site/shop/help").body()).startsWith("<p>root");
        assertThat(web.get(Role.VIEWER, "/site/root/a").status()).isEqualTo(404);
    }

    @Test
    void anAdministratorIsToldWhoAnswersAndWhoWasTried() {
        web.fallbacks.put("shop", List.of("base"));
        web.declare(page("base", "help", "<p>base"), page("shop", "a", "<p>"));
        JsonNode explained = web.get(Role.ADMIN, "/site/shop/help?explain").json();
        assertThat(explained.at("/answered/package").asText()).isEqualTo("base");
        assertThat(explained.at("/answered/id").asText()).isEqualTo("base/http pages/help");
        assertThat(explained.get("packages").toString()).isEqualTo("[\"shop\",\"base\"]");
        assertThat(explained.get("tried").findValuesAsText("why"))
                .containsExactly("no page at this address", "no function at this address", "no folder at this address");
        assertThat(web.get(Role.ADMIN, "/site/shop/none?explain")
                        .json()
                        .get("answered")
                        .isNull())
                .isTrue();
        assertThat(web.get(Role.EDITOR, "/site/shop/help?explain").body()).startsWith("<p>base");
    }

    @Test
    void theNearestOfSeveralAddressesAnswers() {
        web.declare(
                page("shop", "a/*", "<p>below a"), page("shop", "a/b/*", "<p>below b"), page("shop", "a/b/c", "<p>c"));
        assertThat(web.get(Role.VIEWER, "/site/shop/a/x").body()).startsWith("<p>below a");
        assertThat(web.get(Role.VIEWER, "/site/shop/a/b/x/y").body()).startsWith("<p>below b");
        assertThat(web.get(Role.VIEWER, "/site/shop/a/b/c").body()).startsWith("<p>c");
        assertThat(web.get(Role.VIEWER, "/site/shop/a/").status()).isEqualTo(404);
    }

    @Test
    void filesHaveTypesAndFingerprints() {
        web.file("shop/static/css/a.css", "a{}");
        web.declare(files("shop", "static", "static"));
        Got got = web.get(Role.VIEWER, "/site/shop/static/css/a.css");
        assertThat(got.headers())
                .containsEntry("Content-Type", "text/css;charset=utf-8")
                .containsEntry("Cache-Control", "private, no-cache");
        Got again = web.ask("GET", "/site/shop/static/css/a.css")
                .as(Role.VIEWER)
                .header("If-None-Match", got.headers().get("ETag"))
                .get();
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static/.git/config",
                "static/sub/.hidden",
                "static/../secret.txt",
                "static/%2e%2e/secret.txt",
                "static/..%2fsecret.txt",
                "static/sub",
                "static/",
                "static",
                "static//a.txt",
                "static/out.txt",
                "static/folder/secret.txt",
                "static/a.txt/",
                "static/a.txt%00.html"
            })
    void whatIsHiddenOrOutsideIsNotServed(String path) throws IOException {
        web.file("shop/static/a.txt", "fine");
        web.file("shop/static/sub/.hidden", "secret");
        web.file("shop/static/.git/config", "secret");
        web.file("shop/secret.txt", "secret");
        Files.createSymbolicLink(web.packages.resolve("shop/static/out.txt"), web.packages.resolve("shop/secret.txt"));
        Files.createSymbolicLink(web.packages.resolve("shop/static/folder"), web.packages.resolve("shop"));
        web.declare(files("shop", "static", "static"));
        Got got = web.get(Role.ADMIN, "/site/shop/" + path);
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.body()).doesNotContain("secret\"").isNotEqualTo("secret");
        assertThat(web.get(Role.ADMIN, "/site/shop/static/a.txt").body()).isEqualTo("fine");
    }

    @Test
    void scriptsAreServedOfTrustedPackagesOnly() {
        web.file("shop/static/a.js", "alert(1)");
        web.declare(files("shop", "static", "static"));
        assertThat(web.get(Role.ADMIN, "/site/shop/static/a.js").status()).isEqualTo(404);
        assertThat(web.get(Role.ADMIN, "/site/shop/static/a.js?explain").body()).contains("not trusted");
        web.trusted.add("shop");
        assertThat(web.get(Role.ADMIN, "/site/shop/static/a.js").body()).isEqualTo("alert(1)");
    }

    @Test
    void theModuleIsThereForEverybody() {
        assertThat(web.stranger("/site/-/rpc.js").headers())
                .containsEntry("Content-Type", "text/javascript;charset=utf-8");
        assertThat(web.stranger("/site/-/site.css").status()).isEqualTo(200);
        assertThat(web.stranger("/site/-/other.js").status()).isEqualTo(404);
    }

    @Test
    void twoSitesOnOnePortServeDifferentPackages() {
        web.declare(
                page("shop", "", "<p>shop %(rem.base)s"),
                page("desk", "", "<p>desk %(rem.base)s"),
                site("a", 0, "shop.example", Map.of("/", List.of("shop"), "/in/desk", List.of("desk"))),
                site("b", 1, "desk.example", Map.of("/", List.of("desk"))));
        assertThat(at("shop.example:2001", "/").body()).startsWith("<p>shop /");
        assertThat(at("SHOP.example", "/in/desk").body()).startsWith("<p>desk /in/desk/");
        assertThat(at("desk.example.", "/").body()).startsWith("<p>desk /");
        assertThat(at("desk.example", "/in/desk").status()).isEqualTo(404);
    }

    @Test
    void aMissAtASiteGoesToItsNextPackage() {
        web.declare(
                page("base", "help", "<p>base"),
                page("shop", "", "<p>shop"),
                site("a", 0, "shop.example", Map.of("/", List.of("shop", "base"))));
        assertThat(at("shop.example", "/help").body()).startsWith("<p>base");
        assertThat(at("shop.example", "/none").status()).isEqualTo(404);
    }

    @Test
    void theFirstSiteAnswersAtOtherNamesForWhatItHas() {
        web.declare(
                page("desk", "", "<p>desk"),
                page("shop", "", "<p>shop"),
                site("b", 1, "desk.example", Map.of("/", List.of("desk"))),
                site("a", 0, "shop.example", Map.of("/", List.of("shop"))));
        assertThat(at("other.example", "/").body()).startsWith("<p>shop");
        assertThat(at("other.example", "/none").body()).isEqualTo("the console");
        assertThat(at("127.0.0.1:2001", "/").body())
                .as("the console's own address")
                .isEqualTo("the console");
        assertThat(at("[::1]:2001", "/").body()).isEqualTo("the console");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/session",
                "/_/sign-in",
                "/console/app.js",
                "/healthz",
                "/metrics",
                "/graphs/a",
                "/widgets/a/b/c"
            })
    void whatIsThePlatformsOwnStaysSoAtEverySite(String path) {
        web.declare(
                page("shop", "*", "<p>shop"),
                page("shop", "api/*", "<p>shop"),
                site("a", 0, "shop.example", Map.of("/", List.of("shop"))));
        assertThat(at("shop.example", path).body()).isEqualTo("the console");
    }

    @Test
    void aSiteKeepsStrangersOut() {
        web.declare(page("shop", "", "<p>shop"), site("a", 0, "shop.example", Map.of("/", List.of("shop"))));
        assertThat(web.ask("GET", "/").header("Host", "shop.example").get().status())
                .isEqualTo(401);
    }

    @Test
    void theTableListsWhatThereIsAndWhatBecameOfIt() {
        web.file("shop/static/a.txt", "a");
        web.declare(files("shop", "static", "static"), page("shop", "a", "<p>"), page("base", "b", "<p>"));
        web.get(Role.VIEWER, "/site/shop/static/a.txt");
        web.get(Role.VIEWER, "/site/shop/static/a.txt");
        assertThat(web.table.list())
                .extracting(Route::packageName, Route::kind, Route::path, Route::calls)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("base", Route.Kind.PAGE, "b", 0L),
                        org.assertj.core.groups.Tuple.tuple("shop", Route.Kind.PAGE, "a", 0L),
                        org.assertj.core.groups.Tuple.tuple("shop", Route.Kind.STATIC, "static/", 2L));
    }
}
