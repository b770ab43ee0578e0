package org.redeye.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Graphs of the server in the assembled product, and their numbers beside those of REST. */
@Tag("long")
class GraphsIT {

    private static final String SYSTEM = "system_monitor/checks/local/system@this";
    private static final String USED = SYSTEM + ":memory_used_bytes";
    private static final Map<String, Double> UNITS =
            Map.of("B", 1.0, "KiB", 0x1p10, "MiB", 0x1p20, "GiB", 0x1p30, "TiB", 0x1p40);

    @TempDir
    private Path folder;

    @Test
    void theNumbersOfAGraphAreThoseOfRestAndManyViewersCauseOneDrawing() throws Exception {
        try (var rem = Distribution.start(folder.resolve("data"))) {
            rem.awaitRun(SYSTEM, Duration.ofSeconds(30));
            Distribution.await(
                    "some samples to be stored",
                    Duration.ofSeconds(30),
                    () -> known(points(rem, 0, now())).size() > 3);
            // a stretch that is over, so that both show the same samples
            JsonNode all = points(rem, 0, now());
            long to = all.get(all.size() - 1).get(0).asLong();
            long from = to - 60_000;

            HttpResponse<String> svg = picture(rem, ".svg", from, to);
            List<Double> known = known(points(rem, from, to));
            legendTells(svg.body(), "last", known.get(known.size() - 1));
            legendTells(
                    svg.body(), "min", known.stream().mapToDouble(d -> d).min().orElseThrow());
            legendTells(
                    svg.body(), "max", known.stream().mapToDouble(d -> d).max().orElseThrow());
            legendTells(
                    svg.body(),
                    "avg",
                    known.stream().mapToDouble(d -> d).average().orElseThrow());
            assertThat(svg.headers().firstValue("Content-Type")).hasValue("image/svg+xml");

            pngIsDrawnInTheContainer(rem, from, to);
            manyViewersCauseOneDrawing(rem, from, to);
            thePageIsServedToWhoIsSignedIn(rem);
            assertThat(rem.log().lines().filter(line -> line.contains(" ERROR ")))
                    .isEmpty();
        }
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static JsonNode points(Distribution rem, long from, long to) {
        long begin = from == 0 ? to - 120_000 : from;
        return rem.get("/api/v1/series/" + Distribution.encode(USED) + "/points?from=" + begin + "&to=" + to)
                .get("points");
    }

    private static List<Double> known(JsonNode points) {
        var values = new ArrayList<Double>();
        points.forEach(point -> {
            if (!point.get(1).isNull()) {
                values.add(point.get(1).asDouble());
            }
        });
        return values;
    }

    private static HttpResponse<String> picture(Distribution rem, String ending, long from, long to) {
        return rem.send(rem.admin(path(ending, from, to)));
    }

    private static String path(String ending, long from, long to) {
        return "/graphs/" + Distribution.encode(USED) + ending + "?zone=UTC&from=" + from + "&to=" + to;
    }

    /** The legend has three digits; the number of REST must be the one they are cut from. */
    private static void legendTells(String svg, String word, double expected) {
        Matcher value = Pattern.compile(">" + word + " ([0-9.,]+)\u202f([KMGT]?i?B)</text>")
                .matcher(svg);
        assertThat(value.find()).as(word + " in " + svg).isTrue();
        double shown = expected / UNITS.get(value.group(2));
        double digit = shown >= 100 ? 1 : shown >= 10 ? 0.1 : 0.01;
        assertThat(Double.parseDouble(value.group(1).replace(",", "")))
                .as(word + " of " + expected)
                .isCloseTo(shown, Offset.offset(digit / 2 + 1e-9));
    }

    private static void pngIsDrawnInTheContainer(Distribution rem, long from, long to) throws IOException {
        var request = rem.admin(path(".png", from, to) + "&w=640&theme=dark");
        byte[] bytes;
        try {
            bytes = HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(image).as("a picture").isNotNull();
        assertThat(image.getWidth()).isEqualTo(640);
        assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(0x161b21);
    }

    private static void manyViewersCauseOneDrawing(Distribution rem, long from, long to) {
        double before = drawn(rem);
        HttpClient client = HttpClient.newHttpClient();
        String token = Distribution.json(rem.send(rem.admin("/api/v1/tokens")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"viewers\",\"role\":\"viewer\"}"))))
                .get("token")
                .asText();
        var request = rem.request(path(".svg", from, to) + "&w=777")
                .header("Authorization", "Bearer " + token)
                .build();
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        String tag = answers.get(0).join().headers().firstValue("ETag").orElseThrow();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().headers().firstValue("ETag")).hasValue(tag);
        });
        assertThat(drawn(rem) - before).isEqualTo(1);
        var again = rem.admin(path(".svg", from, to) + "&w=777").header("If-None-Match", tag);
        assertThat(rem.send(again).statusCode()).isEqualTo(304);
    }

    private static double drawn(Distribution rem) {
        Matcher meter = Pattern.compile("(?m)^rem_graphs_drawn_total (\\S+)$")
                .matcher(rem.send(rem.admin("/metrics")).body());
        assertThat(meter.find()).isTrue();
        return Double.parseDouble(meter.group(1));
    }

    private static void thePageIsServedToWhoIsSignedIn(Distribution rem) {
        String path = "/graphs/" + Distribution.encode(SYSTEM);
        assertThat(rem.send(rem.request(path)).statusCode()).isEqualTo(401);
        HttpResponse<String> page = rem.send(rem.admin(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<img src=\"/graphs/", "1 week</a>", "unit=ratio")
                .doesNotContain("<script");
        Matcher images = Pattern.compile("<img src=\"([^\"]+)\"").matcher(page.body());
        while (images.find()) {
            HttpResponse<String> svg = rem.send(rem.admin(images.group(1).replace("&amp;", "&")));
            assertThat(svg.statusCode()).isEqualTo(200);
            assertThat(svg.body()).startsWith("<svg").endsWith("</svg>\n");
        }
    }
}
