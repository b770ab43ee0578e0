package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console's pages of packages, plugins and sites, and the editors that field types bring, in Debian's Chromium. */
@Tag("long")
class ConsolePagesIT {

    private static final String EVEN = """
            package example;

            import org.osgi.service.component.annotations.Component;
            import org.redeye.api.plugin.Plugin;
            import org.redeye.api.schema.*;

            @Component
            @Plugin(kind = "field", id = "even", title = "Even", help = "An even number")
            public final class Even implements FieldType<Integer> {
                @Override public Integer parse(Object raw, FieldContext context) throws FieldException {
                    if (raw instanceof String text && text.matches("[0-9]*[02468]")) {
                        return Integer.valueOf(text);
                    }
                    throw FieldException.unexpected("must be even", raw);
                }
                @Override public String format(Integer value, FieldContext context) { return value.toString(); }
                @Override public Object save(Integer value, FieldContext context) { return value.toString(); }
                @Override public String editor() { return "rem-number-field"; }
            }
            """;

    private static final String MODULE = """
            import { html } from 'lit';
            import { RemField } from '@redeye/host';
            export class EvenField extends RemField {
              control() { return html`${this.input()}<button @click=${() => this.type(String(2 * Number(this.text)), false)}>%s</button>`; }
            }
            """;

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Chromium.require();
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
        assertThat(install("1.0.0")).isEmpty();
        assertThat(install("2.0.0")).isEmpty();
        Files.writeString(folder.resolve("data/packages/shop/help.txt"), "edited by hand\n");
        Distribution.await(
                "two commits",
                Duration.ofSeconds(30),
                () -> rem.get("/api/v1/packages/shop/history").get("items").size() >= 2);
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

    @AfterEach
    void close() {
        pages.forEach(page -> page.context().close());
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    private static String install(String version) throws IOException {
        var archive = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("shop.yaml"));
            zip.write("""
                    package: {version: %1$s, title: The shop, requires: {plugins: {"probe:ping": "[0,9)"}}}
                    pages: {home: {title: Orders %1$s}}
                    hosts: {lan: {till: {address: 127.0.0.1}}}
                    checks: {lan: {till: {probe: ping, hosts: lan/till, every: 10s}}}
                    http pages:
                      index: {title: Shop, template: "<h1>%%(title)s</h1>", public: yes}
                      orders: {path: "orders/*", template: "<p>%%(rem.path)s</p>"}
                    http rpc:
                      total: {script: total.sh}
                    http static:
                      static: {public: yes}
                    """.formatted(version).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("shop/help.txt"));
            zip.write(version.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("shop/static/a.txt"));
            zip.write(version.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("shop/total.sh"));
            zip.write("#!/bin/sh\necho '{}'\n".getBytes(StandardCharsets.UTF_8));
        }
        var answer = rem.send(rem.admin("/api/v1/packages")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(archive.toByteArray())));
        return answer.statusCode() == 200 ? "" : answer.body();
    }

    private Page open(int width, ColorScheme scheme, String path) {
        Page page = chromium.signedIn(rem, width, 900, scheme, "admin", Distribution.PASSWORD, complaints);
        pages.add(page);
        page.navigate(rem.uri(path).toString());
        return page;
    }

    /** Looks at a page in both widths and colours. */
    private void look(String name, String path, java.util.function.Consumer<Page> act) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {390, 1440}) {
                Page page = open(width, scheme, path);
                act.accept(page);
                Chromium.requireAccessible(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
                page.context().close();
                pages.remove(page);
            }
        }
    }

    private static void press(Page page, String words) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
    }

    @Test
    void theUnitsOfPackagesAreShownWithTheirDriftAndWhatRemovingThemDoes() {
        look("units", "/_/packages", page -> page.locator("rem-packages")
                .getByText("The shop")
                .waitFor());
        look("unit", "/_/packages/shop", page -> {
            page.getByText("Edited since").waitFor();
            page.locator("rem-package-unit").getByText("help.txt").waitFor();
            press(page, "Remove…");
            page.getByText("Remove shop?").waitFor();
            page.locator("rem-package-unit")
                    .getByText("shop/checks/lan/till")
                    .first()
                    .waitFor();
        });
    }

    @Test
    void anEarlierVersionIsLookedAtAndRolledBackTo() {
        look("history", "/_/packages/shop", page -> {
            page.locator("rem-package-history button.revision").nth(1).click();
            page.locator("rem-package-history .diff").waitFor();
            press(page, "Roll back to here…");
            page.locator("rem-package-history form.plan").waitFor();
            page.locator("rem-package-history form.plan").scrollIntoViewIfNeeded();
        });
    }

    @Test
    void whatNeedsAPluginIsNamedBeforeItIsTakenAway() {
        look("impact", "/_/plugins?plugin=probe:ping", page -> {
            press(page, "Show what would happen");
            page.locator("rem-plugin-impact")
                    .getByText("shop/checks/lan/till")
                    .first()
                    .waitFor();
            page.locator("rem-plugin-impact")
                    .getByText("No other bundle would be restarted.")
                    .waitFor();
            page.locator("rem-plugin-impact").scrollIntoViewIfNeeded();
        });
    }

    @Test
    void whatPackagesServeIsOnePage() {
        look("sites", "/_/sites", page -> page.getByText("/site/shop/orders/*").waitFor());
        Page page = open(1440, ColorScheme.LIGHT, "/_/sites");
        page.getByLabel("Find routes").fill("function");
        page.getByText("/site/shop/rpc/total").waitFor();
        assertThat(page.getByText("/site/shop/orders/*").count()).isZero();
        assertThat(page.url()).contains("find=function");
    }

    private static Path even(String version, String module) throws IOException {
        Path files = Files.createDirectories(folder.resolve("even-" + version));
        Path manifest =
                Files.writeString(files.resolve("field.json"), "{\"module\": \"even.js\", \"export\": \"EvenField\"}");
        Path script = Files.writeString(files.resolve("even.js"), module);
        return Bundles.build(
                folder,
                "even",
                version,
                "Even",
                EVEN,
                Map.of("-includeresource", "META-INF/rem/field.json=" + manifest + ",META-INF/rem/even.js=" + script));
    }

    @Test
    void aFieldTypeThatComesBringsItsEditorIntoTheOpenForm() throws IOException {
        rem.putPackage("paces", "", """
                schema:
                  jobs:
                    grouped indexes: [{index: null, key field: name}]
                    fields:
                      pace: {type: even, help: How fast}
                      pause: {type: duration, default: 10s}
                jobs:
                  a: {pace: 4}
                """);
        Path deploy = rem.data().resolve("deploy").resolve("even.jar");
        Page page = open(1440, ColorScheme.LIGHT, "/_/packages/paces/edit/jobs/a");
        page.evaluate("window.stayed = true");
        Locator form = page.locator("rem-editor-form");
        Locator pace = form.getByLabel("Pace", new Locator.GetByLabelOptions().setExact(true));
        form.getByText("pace").first().waitFor();
        Chromium.picture(page, "field-missing");

        Bundles.drop(even("1.0.0", MODULE.formatted("Double it")), deploy);
        form.getByText("Double it").waitFor();
        form.getByText("Double it").click();
        page.waitForCondition(() -> pace.inputValue().equals("8"));
        pace.fill("7");
        form.getByText("must be even").first().waitFor();
        Chromium.requireAccessible(page, "field-even-light-1440");

        pace.fill("1");
        page.waitForCondition(() -> textOf(page).contains("pace: 1}"));
        form.getByText("'pace' must be even, not '1'.").waitFor();
        Bundles.drop(even("1.0.1", MODULE.formatted("Twice")), deploy);
        form.getByText("Twice").waitFor();
        assertThat(pace.inputValue()).as("what was typed stays").isEqualTo("1");

        Bundles.drop(even("1.0.2", MODULE.replace("control() {", "control() { throw new Error('no ink');")), deploy);
        form.getByText("The editor of field:even broke, so this is a plain field: no ink")
                .waitFor();
        Chromium.requireAccessible(page, "field-broken");
        pace.fill("14");
        page.waitForCondition(
                () -> ((String) page.locator("rem-editor-text").evaluate("each => each.text()")).contains("pace: 14"));
        assertThat(page.evaluate("window.stayed"))
                .as("the page was never loaded again")
                .isEqualTo(true);
    }

    @Test
    void whatIsTypedWhileTheFormIsBehindTheTextIsAChange() {
        rem.putPackage("behind", "", "hosts: {lan: {db: {address: 127.0.0.1, title: old}}}\n");
        Page page = open(1440, ColorScheme.LIGHT, "/_/packages/behind/edit/hosts/lan/db");
        Locator title =
                page.locator("rem-editor-form").getByLabel("Title", new Locator.GetByLabelOptions().setExact(true));
        assertThat(page.locator("rem-editor-form .fixed").first().getAttribute("title"))
                .as("where an inherited field comes from")
                .startsWith("behind.yaml, line 1: the key of layer ");
        title.fill("new");
        title.blur();
        page.waitForCondition(() -> textOf(page).contains("title: new"));
        // the server takes its time to read the text after the undo, and the old value of the form is typed again
        page.route("**/draft", route -> {
            page.waitForTimeout(700);
            route.resume();
        });
        press(page, "Undo");
        page.waitForCondition(() -> textOf(page).contains("title: old"));
        title.fill("new");
        title.blur();
        page.waitForCondition(() -> textOf(page).contains("title: new"));
        assertThat(title.inputValue()).isEqualTo("new");
    }

    private static String textOf(Page page) {
        return (String) page.locator("rem-editor-text").evaluate("each => each.text()");
    }
}
