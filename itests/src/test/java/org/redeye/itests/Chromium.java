package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium for the tests of one class. Pictures are left in target/screenshots. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser;

    private Chromium() {
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Skips the tests of the class where there is no browser. To be called first. */
    static void require() {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: there is no /usr/bin/chromium");
    }

    static Chromium start() {
        return new Chromium();
    }

    /** A window that shares nothing with another one. */
    BrowserContext context(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    /** A window that shares nothing with another one, in which somebody has signed in; what it complains of is collected. */
    Page signedIn(
            Distribution rem,
            int width,
            int height,
            ColorScheme scheme,
            String user,
            String password,
            List<String> complaints) {
        BrowserContext context = context(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Page opened = context.newPage();
        opened.setDefaultTimeout(30_000);
        opened.navigate(rem.uri("/_/sign-in").toString());
        opened.getByLabel("Name").fill(user);
        opened.getByLabel("Password").fill(password);
        opened.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        opened.waitForURL(url -> !url.contains("sign-in"));
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> {
            // that there is no draft and no icon is told by 404, and a refusal by its status, as it should be
            if (message.type().equals("error") && !message.text().contains("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        return opened;
    }

    /** Leaves a picture, and asserts that nothing hangs over and that axe finds nothing. */
    static void requireAccessible(Page page, String name) {
        picture(page, name);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("nothing hangs over: " + name)
                .isEqualTo(true);
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as("accessibility: " + name)
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
    }

    static void picture(Page page, String name) {
        try {
            Path pictures = Files.createDirectories(Path.of("target/screenshots"));
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
