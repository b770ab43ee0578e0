package org.redeye.itests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How soon the main page shows something useful, how soon it shows a new sample, and how soon the editor can be used. Prints figures, asserts nothing;
 * {@code bench/page.sh} runs it.
 */
class PageBench {

    private static final int ROUNDS = 10;

    /** Every tile of a value has its number, every chart its canvas. */
    private static final String USEFUL = """
            () => {
              // looks at shadow roots alone, and no longer than needed: it runs at each frame of what it measures
              let numbers = 0, canvases = 0;
              const look = (root) => {
                numbers += root.querySelectorAll('.number').length;
                canvases += root.querySelectorAll('canvas').length;
                for (const e of root.querySelectorAll('*')) {
                  if (numbers >= 3 && canvases >= 2) return;
                  if (e.shadowRoot) look(e.shadowRoot);
                }
              };
              look(document);
              return numbers >= 3 && canvases >= 2 ? performance.now() : null;
            }""";

    /** Milliseconds from the time of a sample of the CPU to the frame in which the tile of the CPU shows its time. */
    private static final String DELAY = """
            () => new Promise((done) => {
              const all = (root, found) => { for (const e of root.querySelectorAll('*')) { found.push(e); if (e.shadowRoot) all(e.shadowRoot, found); } return found; };
              const newest = () => Math.max(0, ...all(document, []).filter((e) => e.matches('time[datetime]')).map((e) => Date.parse(e.dateTime)));
              const before = newest();
              const look = () => { const now = newest(); if (now > before) done(Date.now() - now); else requestAnimationFrame(look); };
              look();
            })""";

    /** The editor has its tree, its text, and the form with the address of the host. */
    private static final String EDITABLE = """
            () => {
              let rows = 0, lines = 0, fields = 0;
              const look = (root) => {
                rows += root.querySelectorAll('[role=treeitem]').length;
                lines += root.querySelectorAll('.cm-line').length;
                fields += [...root.querySelectorAll('input')].filter((each) => each.value === '127.0.0.1').length;
                for (const e of root.querySelectorAll('*')) {
                  if (rows > 0 && lines > 0 && fields > 0) return;
                  if (e.shadowRoot) look(e.shadowRoot);
                }
              };
              look(document);
              return rows > 0 && lines > 0 && fields > 0 ? performance.now() : null;
            }""";

    @TempDir
    private static Path folder;

    @Test
    void measure() {
        // with the options that it ships with, not those that make tests quick
        var settings = Map.of("REM_ADMIN_PASSWORD", Distribution.PASSWORD, "REM_JAVA_OPTS", "");
        try (var rem = Distribution.start(folder.resolve("data"), settings);
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            rem.awaitRun("system_monitor/checks/local/system@this", Duration.ofSeconds(30));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
            BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 1000));
            signIn(rem, context);
            var pixels = new ArrayList<Double>();
            var cold = new ArrayList<Double>();
            for (int i = 0; i < ROUNDS; i++) {
                pixels.add(open(rem, context, "/system_monitor/monitor", USEFUL));
                BrowserContext fresh = browser.newContext(new Browser.NewContextOptions()
                        .setViewportSize(1280, 1000)
                        .setStorageState(context.storageState()));
                cold.add(open(rem, fresh, "/system_monitor/monitor", USEFUL));
                fresh.close();
            }
            print("first useful pixels, nothing cached (ms)", cold);
            print("first useful pixels, assets cached (ms)", pixels);
            print("sample to screen (ms)", delays(rem, context));
            rem.putPackage("many", "", manyHosts());
            var edited = new ArrayList<Double>();
            var followed = new ArrayList<Double>();
            for (int i = 0; i < ROUNDS; i++) {
                edited.add(open(rem, context, "/_/packages/many/edit/hosts/g50/h50x" + i, EDITABLE));
                followed.add(follow(rem, context, "/_/packages/many/edit/hosts/g50/h50x" + i));
            }
            print("editor of 10,000 hosts, in a new tab (ms)", edited);
            print("the same, by a link of the console (ms)", followed);
            browser.close();
        }
    }

    private static void signIn(Distribution rem, BrowserContext context) {
        Page page = context.newPage();
        page.navigate(rem.uri("/system_monitor/monitor").toString());
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(Distribution.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.locator("canvas").first().waitFor();
        page.close();
    }

    private static String manyHosts() {
        var text = new StringBuilder("package: {name: many}\nhosts:\n");
        for (int group = 0; group < 100; group++) {
            text.append("  g").append(group).append(":\n");
            for (int host = 0; host < 100; host++) {
                text.append("    h%dx%d: {address: 127.0.0.1} # rack %d\n".formatted(group, host, host));
            }
        }
        return text.toString();
    }

    private static double open(Distribution rem, BrowserContext context, String path, String there) {
        Page page = context.newPage();
        page.navigate(rem.uri(path).toString());
        double at = ((Number) page.waitForFunction(there).jsonValue()).doubleValue();
        page.close();
        return at;
    }

    /** From a click on a link until the editor can be used. */
    private static double follow(Distribution rem, BrowserContext context, String path) {
        Page page = context.newPage();
        page.navigate(rem.uri("/_/packages").toString());
        page.getByText("many").first().waitFor();
        page.waitForTimeout(500); // what else the page does has settled
        Object begun = page.evaluate("""
                (path) => {
                  const link = document.createElement('a');
                  link.href = path;
                  document.body.append(link);
                  link.click();
                  return performance.now();
                }""", path);
        double at = ((Number) page.waitForFunction(EDITABLE).jsonValue()).doubleValue();
        page.close();
        return at - ((Number) begun).doubleValue();
    }

    private static List<Double> delays(Distribution rem, BrowserContext context) {
        Page page = context.newPage();
        page.navigate(rem.uri("/system_monitor/monitor").toString());
        page.waitForFunction(USEFUL);
        var delays = new ArrayList<Double>();
        for (int i = 0; i < ROUNDS; i++) {
            delays.add(((Number) page.evaluate(DELAY)).doubleValue());
        }
        return delays;
    }

    private static void print(String figure, List<Double> values) {
        Collections.sort(values);
        System.out.printf(
                Locale.ROOT,
                "%-45s median %6.0f  min %6.0f  max %6.0f  runs %d%n",
                figure,
                values.get(values.size() / 2),
                values.get(0),
                values.get(values.size() - 1),
                values.size());
    }
}
