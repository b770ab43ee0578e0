package org.redeye.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A page of 1,000 graphs, live and as pictures of the server: how soon its first screen is there, how it scrolls, and what
 * memory it takes. Prints figures, asserts nothing; {@code bench/graph-page.sh} runs it on data that it has filled.
 */
class GraphPageBench {

    private static final int GRAPHS = 1000;
    private static final int ROUNDS = 5;
    /** Pixels a frame: at 60 frames a second a quick hand, and one that throws the page. */
    private static final List<Integer> SPEEDS = List.of(15, 60);

    /** When every chart in the window has its canvas, and it is drawn; every picture is decoded. */
    private static final String FIRST_SCREEN = """
            () => {
              let charts = 0, drawn = 0;
              const inView = (e) => { const r = e.getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0 && r.height > 0; };
              const look = (root) => {
                for (const e of root.querySelectorAll('*')) {
                  if (e.matches('.plot') && inView(e)) { charts++; if (e.querySelector('canvas')) drawn++; }
                  if (e.matches('img.graph') && inView(e)) { charts++; if (e.complete && e.naturalWidth > 0) drawn++; }
                  if (e.shadowRoot) look(e.shadowRoot);
                }
              };
              look(document);
              return charts >= 6 && drawn === charts ? performance.now() : null;
            }""";

    /** Scrolls down with each frame; the times between frames. */
    private static final String SCROLL = """
            (speed) => new Promise((done) => {
              const frames = [];
              scrollTo(0, 0);
              let last, first;
              const step = (time) => {
                if (last !== undefined) frames.push(time - last); else first = time;
                last = time;
                scrollBy(0, speed);
                const end = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
                if (!end && time - first < 6000) requestAnimationFrame(step);
                else {
                  frames.sort((a, b) => a - b);
                  done({ fps: 1000 * frames.length / (last - first), p95: frames[Math.floor(frames.length * 0.95)], longest: frames.at(-1), pixels: scrollY });
                }
              };
              requestAnimationFrame(step);
            })""";

    @Test
    void measure() throws IOException {
        Path data = Path.of(System.getProperty("rem.bench.data"));
        Files.createDirectories(data.resolve("packages"));
        var target = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        answer(target);
        Files.writeString(data.resolve("packages/graphs.yaml"), graphs(target.getLocalPort()));
        Files.writeString(data.resolve("packages/board.yaml"), board());
        try (var rem = Distribution.start(data);
                var playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of("/usr/bin/chromium"))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
            BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 1000));
            signIn(rem, context);
            String pictures = rem.uri("/board/thousand.html").toString();
            context.route(
                    pictures,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html")
                            .setBody(pictures())));
            print("live", context, rem.uri("/board/thousand").toString());
            print("pictures", context, pictures);
            browser.close();
        }
    }

    /** Whoever connects is let go again: what is shown stays fresh, for what is stale is drawn at a higher price. */
    private static void answer(ServerSocket target) {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    target.accept().close();
                }
            } catch (IOException e) {
                System.err.println("the target ends: " + e.getMessage());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String graphs(int port) {
        var text = new StringBuilder("package: {name: graphs, version: 1.0.0}\nhosts:\n  all:\n");
        for (int i = 0; i < GRAPHS; i++) {
            text.append("    h" + i + ": {address: 127.0.0.1}\n");
        }
        text.append("checks:\n  all:\n    tcp: {probe: tcp, hosts: \"all/*\", port: " + port + ", every: 10s}\n");
        return text.toString();
    }

    private static String board() {
        var text = new StringBuilder("package: {name: board, version: 1.0.0}\n");
        text.append("pages:\n  thousand:\n    title: A thousand graphs\n    widgets:\n");
        for (int i = 0; i < GRAPHS; i++) {
            text.append("      g" + i + ": {widget: chart, title: Graph " + i + ", series: \"graphs/checks/all/tcp@h"
                    + i + ":connect_seconds\", width: 4, height: 4}\n");
        }
        return text.toString();
    }

    private static String pictures() {
        var text = new StringBuilder("<!doctype html><title>Pictures</title><body>");
        for (int i = 0; i < GRAPHS; i++) {
            text.append("<img class=graph loading=lazy width=400 height=200 alt='Graph " + i
                    + "' src='/graphs/graphs%2Fchecks%2Fall%2Ftcp@h" + i
                    + ":connect_seconds.svg?range=1h&w=400&h=200'>");
        }
        return text.toString();
    }

    private static void signIn(Distribution rem, BrowserContext context) {
        Page page = context.newPage();
        page.navigate(rem.uri("/board/thousand").toString());
        page.getByLabel("Name").fill("admin");
        page.getByLabel("Password").fill(Distribution.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.locator("canvas").first().waitFor();
        page.close();
    }

    private static void print(String kind, BrowserContext context, String address) {
        var first = new ArrayList<Double>();
        Page page = context.newPage();
        for (int i = 0; i < ROUNDS; i++) {
            page.close();
            page = context.newPage();
            page.navigate(address);
            first.add(((Number) page.waitForFunction(FIRST_SCREEN).jsonValue()).doubleValue());
        }
        print(kind + ": first screen (ms)", first);
        for (int speed : SPEEDS) {
            var frames = new ArrayList<Double>();
            var late = new ArrayList<Double>();
            for (int i = 0; i < 3; i++) {
                JsonNode run = Distribution.JSON.valueToTree(page.evaluate(SCROLL, speed));
                frames.add(run.get("fps").asDouble());
                late.add(run.get("p95").asDouble());
            }
            print(kind + ": scrolling " + speed + " px a frame (frames/s)", frames);
            print(kind + ": 95th of a hundred frames took (ms)", late);
        }
        print(kind + ": JavaScript heap after it (MB)", List.of(heap(page)));
        page.close();
    }

    private static double heap(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("HeapProfiler.collectGarbage");
        JsonObject usage = session.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / 1e6;
    }

    private static void print(String figure, List<Double> values) {
        var ordered = new ArrayList<>(values);
        Collections.sort(ordered);
        System.out.printf(
                Locale.ROOT,
                "%-50s median %7.1f  min %7.1f  max %7.1f  runs %d (graphs)%n",
                figure,
                ordered.get(ordered.size() / 2),
                ordered.get(0),
                ordered.get(ordered.size() - 1),
                ordered.size());
    }
}
