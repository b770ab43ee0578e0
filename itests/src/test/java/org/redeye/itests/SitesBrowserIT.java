package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of packages in Debian's Chromium: functions write elements by id and nothing else. */
@Tag("long")
class SitesBrowserIT {

    private static final String PACKAGE = """
            http pages:
              index:
                title: Lab
                public: yes
                template: |
                  <!doctype html>
                  <html lang="en"><head><title>%(title)s</title><link rel="stylesheet" href="/site/-/site.css"></head>
                  <body><main><h1>Lab</h1><p id="a">old</p><p id="b">kept</p><ul id="c"></ul>
                  <button data-rpc="go">Go</button><p id="saved"></p>%(form:save)s
                  <form data-url><label for="find">Find</label><input id="find" name="find"></form>
                  </main></body></html>
              evil: {public: yes, template: "<p id=e>%(query.x)s</p><script>window.hacked = 1</script>"}
            http rpc:
              go: {script: go.sh, public: yes}
              save: {script: save.sh, form: orders, public: yes}
            schema:
              orders:
                grouped indexes: [{index: null, key field: name}]
                fields:
                  name: {type: text, required: true, help: Its number}
                  count: {type: number, max: 9}
            orders:
            """;

    private static final String GO = """
            #!/bin/sh
            cat <<'END'
            {"a": "<i>text", "nobody": "x", "c": {"html": "<li onclick='window.hacked=1'>one<script>window.hacked=1</script><img src='data:x' onerror='window.hacked=1'><a href='javascript:window.hacked=1'>link</a><iframe src='/'></iframe><svg onload='window.hacked=1'></svg></li>"}}
            END
            """;

    private static final String SAVE = """
            #!/bin/sh
            if grep -q '"name":"1"'; then echo '{"errors": {"name": "There is such a one."}}'
            else echo '{"saved": "It is saved."}'; fi
            """;

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        Chromium.require();
        Path packages =
                Files.createDirectories(folder.resolve("data/packages/lab")).getParent();
        Files.writeString(packages.resolve("lab.yaml"), PACKAGE);
        Files.writeString(packages.resolve("lab/go.sh"), GO);
        Files.writeString(packages.resolve("lab/save.sh"), SAVE);
        Files.writeString(folder.resolve("data/trusted"), "lab yes\n");
        rem = Distribution.start(folder.resolve("data"));
        Distribution.await(
                "the page",
                Duration.ofSeconds(30),
                () -> rem.send(rem.request("/site/lab/")).statusCode() == 200);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (rem != null) {
            rem.close();
        }
    }

    private static Page open(String path, List<String> complaints) {
        Page page = chromium.context(new Browser.NewContextOptions()).newPage();
        page.onPageError(complaints::add);
        page.navigate(rem.uri(path).toString());
        return page;
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    @Test
    void anAnswerWritesTheElementsItNamesAndNothingElse() {
        var complaints = new ArrayList<String>();
        Page page = open("/site/lab/", complaints);
        press(page, "Go");
        page.locator("#c li").waitFor();
        assertThat(page.locator("#a").textContent()).as("a text is a text").isEqualTo("<i>text");
        assertThat(page.locator("#b").textContent()).isEqualTo("kept");
        assertThat(page.locator("#c").innerHTML())
                .as("what does something is left out")
                .isEqualTo("<li>one<img><a>link</a></li>");
        assertThat(page.evaluate("window.hacked")).isNull();
        assertThat(complaints).isEmpty();
    }

    @Test
    void errorsStandAtTheirFieldAndNothingTypedIsLost() {
        var complaints = new ArrayList<String>();
        Page page = open("/site/lab/", complaints);
        page.getByLabel("Count").fill("12");
        press(page, "Save");
        page.locator("[data-error-for=name]:visible").waitFor();
        assertThat(page.locator("[data-error-for=name]").textContent()).contains("is missing");
        assertThat(page.locator("[data-error-for=count]").textContent()).contains("at most 9");
        assertThat(page.getByLabel("Count").inputValue()).isEqualTo("12");
        page.getByLabel("Count").fill("2");
        page.getByLabel("Name").fill("1");
        press(page, "Save");
        page.getByText("There is such a one.").waitFor();
        assertThat(page.locator("[data-error-for=count]").isVisible()).isFalse();
        assertThat(page.getByLabel("Name").inputValue()).isEqualTo("1");
        page.getByLabel("Name").fill("17");
        press(page, "Save");
        page.getByText("It is saved.").waitFor();
        assertThat(page.locator("[data-error-for=name]").isVisible()).isFalse();
        assertThat(complaints).isEmpty();
    }

    @Test
    void theStateOfAFormStandsInTheAddress() {
        Page page = open("/site/lab/", new ArrayList<>());
        page.getByLabel("Find").fill("a b");
        String address = (String) page.evaluate("location.pathname + location.search");
        assertThat(address).isEqualTo("/site/lab/?find=a+b");
        Page same = open(address, new ArrayList<>());
        assertThat(same.getByLabel("Find").inputValue()).isEqualTo("a b");
    }

    @Test
    void nothingInlineRunsAndNoDataBecomesATag() {
        Page page = open("/site/lab/evil?x=%3Cimg%20src%3Dx%20onerror%3D%22window.hacked%3D1%22%3E", new ArrayList<>());
        assertThat(page.locator("#e").textContent()).isEqualTo("<img src=x onerror=\"window.hacked=1\">");
        assertThat(page.evaluate("window.hacked")).isNull();
    }

    @Test
    void theFormIsAccessible() throws IOException {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {375, 1280}) {
                Page page = chromium.context(new Browser.NewContextOptions()
                                .setViewportSize(width, 900)
                                .setColorScheme(scheme)
                                .setBypassCSP(true)) // axe brings a script of its own
                        .newPage();
                page.navigate(rem.uri("/site/lab/").toString());
                assertThat(page.getByLabel("Name").boundingBox().width).isGreaterThan(200);
                assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
                Path pictures = Files.createDirectories(Path.of("target/screenshots"));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(pictures.resolve(
                                "site-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width + ".png")));
            }
        }
    }
}
