package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live charts in Debian's Chromium: what they ask for, the time they show, and why there is nothing to show. */
@Tag("long")
class ChartsIT {

    private static final int CHARTS = 60;
    private static final String ID = "charts/checks/lan/port@this:connect_seconds";

    /** Elements that match, through all shadow roots. */
    private static final String COUNT = """
            (selector) => {
              const count = (root) => [...root.querySelectorAll('*')].reduce((sum, e) => sum + (e.matches(selector) ? 1 : 0) + (e.shadowRoot ? count(e.shadowRoot) : 0), 0);
              return count(document);
            }""";

    @TempDir
    private static Path folder;

    private static ServerSocket target;
    private static Distribution rem;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Chromium.require();
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Path packages = Files.createDirectories(folder.resolve("data/packages"));
        Files.writeString(packages.resolve("charts.yaml"), charts(target.getLocalPort()));
        rem = Distribution.start(folder.resolve("data"));
        chromium = Chromium.start();
        Distribution.await("some samples", Duration.ofSeconds(30), () -> known(line("{\"points\":600}")) > 5);
    }

    private static String charts(int port) {
        var text = new StringBuilder("""
                package: {name: charts, version: 1.0.0}
                hosts: {lan: {this: {address: 127.0.0.1}}}
                checks: {lan: {port: {probe: tcp, hosts: lan/this, port: %d, every: 1s}}}
                pages:
                  many:
                    title: Many charts
                    widgets:
                      long: {widget: chart, title: With overview, series: "%s", width: 12, height: 5, range: 2m, overview: 10m}
                      sum: {widget: chart, title: Sum, series: "charts/*_seconds", combine: max, by: host, range: 2m}
                """.formatted(port, ID));
        for (int i = 0; i < CHARTS; i++) {
            text.append("      c" + i + ": {widget: chart, title: Chart " + i + ", series: \"" + ID + "\", range: "
                    + (60 + i) + "s, width: 4, height: 4}\n");
        }
        return text.toString();
    }

    @AfterAll
    static void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
        if (rem != null) {
            rem.close();
        }
        if (target != null) {
            target.close();
        }
    }

    @AfterEach
    void close() {
        pages.forEach(page -> page.context().close());
        assertThat(complaints).as("what the browser complains of").isEmpty();
    }

    private static JsonNode line(String query) {
        String full = query.replaceFirst("\\{", "{\"ids\":[\"" + ID + "\"],");
        return Distribution.json(rem.send(rem.admin("/api/v1/series/query")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"queries\":[" + full + "]}"))))
                .at("/answers/0/lines/0");
    }

    private static int known(JsonNode line) {
        int known = 0;
        for (JsonNode value : line.path("values")) {
            known += value.isNull() ? 0 : 1;
        }
        return known;
    }

    private Page open(int width, int height, ColorScheme scheme) {
        Page page = chromium.signedIn(rem, width, height, scheme, "admin", Distribution.PASSWORD, complaints);
        pages.add(page);
        return page;
    }

    private static Locator chart(Page page, String title) {
        return page.locator("rem-tile")
                .filter(new Locator.FilterOptions().setHas(page.locator("article[aria-label='" + title + "']")));
    }

    @Test
    void whatIsNearTheWindowIsAskedForTogetherAndOnlyThatIsDrawn() {
        Page page = open(1280, 800, ColorScheme.LIGHT);
        var asked = new CopyOnWriteArrayList<Response>();
        page.onResponse(response -> {
            if (response.url().contains("/api/v1/series/query")) {
                asked.add(response);
            }
        });
        page.navigate(rem.uri("/charts/many").toString());
        page.waitForFunction("selector => (" + COUNT + ")(selector) > 8", "canvas");
        page.waitForTimeout(1_000);

        assertThat(asked).as("requests for points").hasSizeBetween(1, 3);
        assertThat(asked.get(0).headerValue("content-type")).isEqualTo("application/vnd.rem.points");
        assertThat(asked.get(0).request().postData()).contains("\"combine\":\"max\"", ID);
        assertThat((Integer) page.evaluate(COUNT, "h2")).as("titles").isGreaterThanOrEqualTo(CHARTS + 2);
        int drawn = (Integer) page.evaluate(COUNT, "canvas");
        assertThat(drawn).isBetween(9, 40);

        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
        chart(page, "Chart " + (CHARTS - 1)).locator("canvas").waitFor();
        page.waitForFunction("selector => (" + COUNT + ")(selector) < 41", "canvas");
        assertThat(chart(page, "Chart 0").locator("canvas").count())
                .as("far away")
                .isZero();
    }

    @Test
    void theTimeOfAPageStandsInItsAddress() {
        Page page = open(1400, 900, ColorScheme.DARK);
        page.navigate(rem.uri("/charts/many").toString());
        Locator plot = chart(page, "Sum").locator(".u-over").first();
        plot.waitFor();
        drag(page, plot, 0.3, 0.6);
        page.waitForURL(url -> url.contains("from=") && url.contains("to="));
        chart(page, "With overview").getByText("Back to now").waitFor();
        chart(page, "Sum").getByText("Back to now").waitFor();

        page.reload();
        chart(page, "Sum").getByText("Back to now").click();
        page.waitForURL(url -> !url.contains("from="));
        page.goBack();
        chart(page, "Sum").getByText("Back to now").waitFor();

        page.locator("rem-time-range").getByText("6h").click();
        page.waitForURL(url -> url.endsWith("?range=6h"));
        assertThat(chart(page, "Sum").getByText("Back to now").count()).isZero();

        Locator overview = chart(page, "With overview").locator(".overview .u-over");
        overview.waitFor();
        page.waitForTimeout(500); // until what the other range has brought is drawn
        drag(page, overview, 0.2, 0.5);
        page.waitForURL(url -> url.contains("from=") && !url.contains("range="));
    }

    private static void drag(Page page, Locator over, double from, double to) {
        BoundingBox box = over.boundingBox();
        page.mouse().move(box.x + box.width * from, box.y + box.height / 2);
        page.mouse().down();
        page.mouse().move(box.x + box.width * (from + to) / 2, box.y + box.height / 2);
        page.mouse().move(box.x + box.width * to, box.y + box.height / 2);
        page.mouse().up();
    }

    @Test
    void aGapSaysWhy() throws IOException {
        int port = target.getLocalPort();
        target.close();
        Distribution.await("the reason of a gap", Duration.ofSeconds(20), () -> line("{\"points\":600}")
                .path("gaps")
                .findValuesAsText("reason")
                .contains("refused"));
        waitFourSeconds();
        target = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Distribution.await(
                "the end of the gap",
                Duration.ofSeconds(20),
                () -> !line("{\"points\":600}").path("gaps").path(0).path("to").isNull());

        Page page = open(1280, 900, ColorScheme.LIGHT);
        page.navigate(rem.uri("/charts/many").toString());
        Locator plot = chart(page, "Chart 0").locator("[role=slider]");
        plot.waitFor();
        chart(page, "Chart 0").locator("canvas").waitFor();
        plot.focus();
        Locator said = chart(page, "Chart 0").getByText("gap: refused");
        for (int i = 0; i < 60 && said.count() == 0; i++) {
            plot.press("ArrowLeft");
        }
        assertThat(said.count()).as("the cause under the crosshair").isPositive();
        Chromium.picture(page, "charts-gap");
    }

    /** So long that the gap has points of its own. */
    private static void waitFourSeconds() {
        long until = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        Distribution.await("four seconds to pass", Duration.ofSeconds(8), () -> System.nanoTime() > until);
    }

    @Test
    void isAccessibleInLightAndDarkNarrowAndWide() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(390, 1600)) {
                Page page = open(width, 900, scheme);
                page.navigate(rem.uri("/charts/many?range=1h").toString());
                chart(page, "Sum").locator("canvas").first().waitFor();
                page.waitForTimeout(500);
                Chromium.requireAccessible(page, "charts-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
            }
        }
    }
}
