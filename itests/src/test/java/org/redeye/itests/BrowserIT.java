package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
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

/** The main page as a person sees it, in Debian's Chromium. Pictures are left in target/screenshots. */
@Tag("long")
class BrowserIT {

    @TempDir
    private static Path folder;

    private static Distribution rem;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        Chromium.require();
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
        rem.awaitRun("system_monitor/checks/local/system@this", Duration.ofSeconds(30));
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

    /** A page of a browser of its own, signed in; what it complains about is collected. */
    private static Page open(int width, int height, ColorScheme scheme, List<String> complaints) {
        BrowserContext context = chromium.context(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(rem.uri("/system_monitor/monitor").toString());
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(Distribution.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL("**/system_monitor/monitor");
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("System Monitor"))
                .first()
                .waitFor();
        return page;
    }

    @Test
    void theMainPageShowsThisMachineMovingAndIsAccessible() throws IOException {
        var complaints = new ArrayList<String>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : new int[] {390, 1280, 2560}) {
                Page page = open(width, 1000, scheme, complaints);
                page.locator("canvas").first().waitFor();
                assertThat(page.locator("canvas").first().boundingBox().width).isGreaterThan(200);
                page.waitForTimeout(1_500); // what moves has settled; nothing is asserted about time
                Chromium.requireAccessible(
                        page, "monitor-" + scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width);
                page.context().close();
            }
        }
        // before signing in the browser reports the 401 of the session itself
        assertThat(complaints).allMatch(text -> text.contains("401"), "no complaint but the first 401");
    }

    @Test
    void aHostIsAddedAndDeletedOnThePage() throws IOException {
        String before = Files.readString(rem.packageFile("system_monitor"));
        Page page = open(1280, 1000, ColorScheme.LIGHT, new ArrayList<>());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add host"))
                .first()
                .click();
        page.locator("dialog[open] input[name=name]").fill("printer");
        page.locator("dialog[open] input[name=group]").fill("lan");
        page.locator("dialog[open] input[name=address]").fill("127.0.0.9");
        Chromium.picture(page, "add-host");
        page.locator("dialog[open] button.primary").click();
        Distribution.await("the file to have the host", Duration.ofSeconds(5), () -> read().contains(
                        "    printer: {address: 127.0.0.9"));
        assertThat(read().replaceFirst("    printer: .*\n", ""))
                .as("everything else stayed")
                .isEqualTo(before);
        rem.awaitCheck("system_monitor/checks/lan/ping@printer", "ok", Duration.ofSeconds(12));
        Chromium.picture(page, "hosts");
        page.getByLabel("Delete host printer").click();
        page.locator("dialog[open] button.danger").click();
        Distribution.await("the file to be as it was", Duration.ofSeconds(5), () -> read().equals(before));
        page.context().close();
    }

    @Test
    void aCheckIsWatchedEverySecondAndItsSeriesStaysAsItIs() throws IOException {
        String id = "system_monitor/checks/web/home";
        Page page = open(1280, 1000, ColorScheme.DARK, new ArrayList<>());
        page.navigate(rem.uri("/system_monitor/monitor?check=" + Distribution.encode(id))
                .toString());
        long from = System.currentTimeMillis();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Watch every second"))
                .click();
        page.getByText(java.util.regex.Pattern.compile("Watching: ([6-9]|[1-9][0-9]) runs"))
                .waitFor();
        Chromium.requireAccessible(page, "watch");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop watching"))
                .click();
        page.getByText(java.util.regex.Pattern.compile("Watched: ")).waitFor();
        long every = rem.check(id).orElseThrow().get("every").asLong();
        var samples = rem.points(id + ":total_seconds", from);
        assertThat(samples)
                .as("samples of the schedule only")
                .hasSizeLessThanOrEqualTo((int) ((System.currentTimeMillis() - from) / 1_000 / every) + 2);
        page.context().close();
    }

    private static String read() {
        try {
            return Files.readString(rem.packageFile("system_monitor"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aPageRecoversByItselfAfterTheServerWasGone() throws IOException {
        Page page = open(1280, 1000, ColorScheme.DARK, new ArrayList<>());
        page.locator("b:text-is(\"Live\") >> visible=true").first().waitFor();
        rem.kill();
        var lost = page.locator("strong:has-text(\"No connection to the server\") >> visible=true")
                .first();
        try {
            lost.waitFor();
            page.locator("time.as-of.late").first().waitFor(); // what is shown is no longer true, and looks so
            Chromium.picture(page, "server-gone");
        } finally {
            rem.run();
        }
        lost.waitFor(new Locator.WaitForOptions()
                .setState(WaitForSelectorState.HIDDEN)
                .setTimeout(60_000));
        page.context().close();
    }

    @Test
    void aWidgetTypeComesChangesBreaksAndGoesOnAnOpenPage() throws IOException {
        var answer = rem.putPackage("drop", "", """
                pages:
                  page:
                    title: Drop
                    widgets:
                      fresh: {widget: fresh, title: Fresh}
                      cpu: {widget: value, title: CPU, series: "system_monitor/checks/local/system@this:cpu_used_ratio"}
                """);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Page page = open(1280, 1000, ColorScheme.LIGHT, new ArrayList<>());
        page.navigate(rem.uri("/drop/page").toString());
        page.getByText("widget:fresh").first().waitFor();
        page.evaluate("window.mark = 'not reloaded'");
        Path jar = rem.data().resolve("deploy/fresh.jar");
        Files.createDirectories(jar.getParent());

        Bundles.drop(Bundles.widget(folder, "fresh", "1.0.0", says("one")), jar);
        page.getByText("it says one").waitFor();
        Bundles.drop(Bundles.widget(folder, "fresh", "2.0.0", says("two")), jar);
        page.getByText("it says two").waitFor();
        Bundles.drop(Bundles.widget(folder, "fresh", "3.0.0", "throw new Error('a bad day')"), jar);
        page.getByText("a bad day").first().waitFor();
        assertThat(page.locator(".number").count())
                .as("a broken widget spoils only its own tile")
                .isEqualTo(1);
        Chromium.picture(page, "broken-widget");
        Files.delete(jar);
        page.getByText("widget:fresh").first().waitFor();

        assertThat(page.evaluate("window.mark")).isEqualTo("not reloaded");
        page.context().close();
    }

    private static String says(String word) {
        return """
                import { RemWidget } from '@redeye/host';
                import { html } from 'lit';
                export class Example extends RemWidget { start() {} render() { return html`<p>it says %s</p>`; } }
                """.formatted(word);
    }

    @Test
    void everyPageOfTheConsoleIsThere() throws IOException {
        var complaints = new ArrayList<String>();
        Page page = open(1280, 1000, ColorScheme.LIGHT, complaints);
        for (String name : List.of("checks", "plugins", "packages", "system")) {
            page.navigate(rem.uri("/_/" + name).toString());
            page.getByRole(AriaRole.HEADING).first().waitFor();
            page.waitForTimeout(800);
            Chromium.picture(page, name);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(name)
                    .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                    .isEmpty();
        }
        assertThat(complaints).allMatch(text -> text.contains("401"));
        page.context().close();
    }
}
