package org.redeye.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.redeye.testkit.store.StoredSeries.key;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.redeye.api.graph.GraphSpec;
import org.redeye.api.graph.PictureFormat;
import org.redeye.api.graph.Span;
import org.redeye.api.graph.Theme;
import org.redeye.testkit.ManualClock;
import org.redeye.testkit.store.StoredSeries;
import org.w3c.dom.Document;

/** What a picture shows of known samples. */
class PictureTest {

    private static final long START = Instant.parse("2026-11-21T20:00:00Z").toEpochMilli();
    private static final String CHECK = "sys/checks/lan/ping@a";
    private static final double NAN = Double.NaN;

    private final StoredSeries series = new StoredSeries();
    private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START + 100_000));
    private final GraphsEngine engine = new GraphsEngine(1 << 22, clock).with(series, null);

    private GraphSpec spec(String id, PictureFormat format, Theme theme) {
        var span = new Span.Between(START, START + 100_000);
        return new GraphSpec(id, Optional.empty(), span, 500, 180, theme, format, ZoneOffset.UTC);
    }

    private String svg(String id) {
        return svg(spec(id, PictureFormat.SVG, Theme.LIGHT));
    }

    private String svg(GraphSpec spec) {
        return new String(engine.draw(spec).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    /** The lines of the data: paths that are not filled. */
    private static List<List<double[]>> lines(String svg) {
        Matcher paths = Pattern.compile("<path d=\"([^\"]*)\" fill=\"none\"").matcher(svg);
        var lines = new ArrayList<List<double[]>>();
        while (paths.find()) {
            var line = new ArrayList<double[]>();
            for (String point : paths.group(1).substring(1).split("L")) {
                String[] both = point.split(",");
                line.add(new double[] {Double.parseDouble(both[0]), Double.parseDouble(both[1])});
            }
            lines.add(line);
        }
        return lines;
    }

    private static List<String> texts(String svg) {
        return Pattern.compile("<text [^>]*>([^<]*)</text>")
                .matcher(svg)
                .results()
                .map(text -> text.group(1))
                .toList();
    }

    @Test
    void pointsStandWhereTimeAndValueSay() {
        String id = series.put(key(CHECK, "used_ratio", "", "ratio", 10), START, 0, 0.5, 1, 1, 1, 1, 1, 1, 1, 1);

        List<double[]> line = lines(svg(id)).get(0);

        assertThat(line).hasSize(10);
        double left = line.get(0)[0];
        double bottom = line.get(0)[1];
        assertThat(line.get(5)[0]).as("half of the time").isEqualTo(left + (490 - left) / 2, within(0.1));
        double height = bottom - line.get(2)[1];
        assertThat(line.get(1)[1]).as("half of the value").isEqualTo(bottom - height / 2, within(0.1));
        assertThat(height / (bottom - 28)).as("full value, with 8 % of air").isEqualTo(1 / 1.08, within(0.01));
    }

    private static org.assertj.core.data.Offset<Double> within(double much) {
        return org.assertj.core.data.Offset.offset(much);
    }

    @Test
    void aGapSplitsTheLineAndALonelyValueIsADot() {
        String id = series.put(key(CHECK, "x", "", "", 10), START, 1, 2, NAN, 7, NAN, NAN, 3, 4, 5, NAN);

        String svg = svg(id);

        assertThat(lines(svg)).extracting(List::size).containsExactly(2, 3);
        assertThat(svg.split("<circle", -1)).as("one dot").hasSize(2);
    }

    @Test
    void withoutValuesItSaysSoInsteadOfAnEmptyPlot() {
        String id = series.put(key(CHECK, "x", "", "", 10), START, NAN, NAN, NAN);

        String svg = svg(id);

        assertThat(texts(svg)).contains("no samples in this time").anyMatch(text -> text.equals("last –"));
        assertThat(lines(svg)).isEmpty();
    }

    @Test
    void theLegendHasTheNumbersAndUnknownCountsAsNothing() {
        String id = series.put(key(CHECK, "total_seconds", "", "s", 10), START, 0.01, NAN, 0.04, 0.025);

        assertThat(texts(svg(id)))
                .contains("total", "last 25\u202fms", "min 10\u202fms", "avg 25\u202fms", "max 40\u202fms");
    }

    @Test
    void theTimeOfTheDataIsPrintedInTheZoneAskedFor() {
        String id = series.put(key(CHECK, "x", "", "", 10), START, 1, 2);
        GraphSpec utc = spec(id, PictureFormat.SVG, Theme.LIGHT);
        var berlin = new GraphSpec(
                id, utc.unit(), utc.span(), 500, 180, Theme.LIGHT, PictureFormat.SVG, ZoneId.of("Europe/Berlin"));

        assertThat(texts(svg(utc))).contains("as of 21 Nov 2026, 20:00:10 UTC", "20:00:30");
        assertThat(texts(svg(berlin))).contains("as of 21 Nov 2026, 21:00:10 CET", "21:00:30");
    }

    @Test
    void aSpikeBetweenTwoPixelsIsInTheBandAndInTheLegend() {
        var values = new double[7200];
        values[1234] = 100;
        String id = series.put(key(CHECK, "x", "", "", 10), START, values);
        var day = new Span.Between(START, START + 72_000_000);
        String svg =
                svg(new GraphSpec(id, Optional.empty(), day, 500, 180, Theme.LIGHT, PictureFormat.SVG, ZoneOffset.UTC));

        Matcher band = Pattern.compile("<path d=\"([^\"]*)Z\" fill=\"#2c5fd1\"").matcher(svg);
        assertThat(band.find()).isTrue();
        double top = Pattern.compile(",([0-9.]+)")
                .matcher(band.group(1))
                .results()
                .mapToDouble(y -> Double.parseDouble(y.group(1)))
                .min()
                .orElseThrow();
        assertThat(top).as("near the top of the plot").isLessThan(50);
        assertThat(texts(svg)).contains("max 100");
        assertThat(lines(svg).get(0)).hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void aCheckIsDrawnWithAllSeriesOfTheUnitThatMostHave() {
        series.put(key(CHECK, "loss_ratio", "", "ratio", 10), START, 0, 0, 0);
        series.put(key(CHECK, "avg_seconds", "", "s", 10), START, 0.1, 0.2, 0.3);
        series.put(key(CHECK, "max_seconds", "", "s", 10), START, 0.2, 0.3, 0.4);
        series.put(key(CHECK + "b", "min_seconds", "", "s", 10), START, 7, 7, 7);

        assertThat(engine.find(CHECK).orElseThrow().units()).containsExactly("s", "ratio");
        assertThat(texts(svg(CHECK))).contains("ping@a", "avg", "max").doesNotContain("loss", "min");
        GraphSpec spec = spec(CHECK, PictureFormat.SVG, Theme.LIGHT);
        var ratio = new GraphSpec(
                CHECK, Optional.of("ratio"), spec.span(), 500, 180, spec.theme(), spec.format(), spec.zone());
        assertThat(lines(svg(ratio))).hasSize(1);
        var other =
                new GraphSpec(CHECK, Optional.of("B"), spec.span(), 500, 180, spec.theme(), spec.format(), spec.zone());
        assertThat(engine.draw(other)).isEmpty();
        assertThat(engine.draw(spec("sys/checks/none", PictureFormat.SVG, Theme.LIGHT)))
                .isEmpty();
        assertThat(engine.find("*")).isEmpty();
    }

    @Test
    void moreSeriesThanThereIsRoomForAreCounted() {
        for (int i = 0; i < 40; i++) {
            series.put(key(CHECK, "x", "eth" + i, "", 10), START, i, i + 1);
        }

        String svg = svg(CHECK);

        assertThat(lines(svg)).hasSize(Scene.MOST_LINES);
        assertThat(texts(svg)).contains("eth0", "eth1").anyMatch(text -> text.matches("and 3\\d more"));
        assertThat(svg).contains("And 8 more.</desc>").contains("stroke-dasharray");
    }

    @Test
    void titleAndNumbersAreTextForThoseWhoDoNotSeeItAndNothingInThemIsMarkup() {
        String id = series.put(key(CHECK, "x", "<script>\u0000&\"", "", 10), START, 1, 2);

        String svg = svg(id);

        assertThat(svg)
                .contains("<title id=\"title\">ping@a · x &lt;script&gt;\ufffd&amp;&quot;</title>")
                .contains("role=\"img\"", ": last 2, min 1, avg 1.5, max 2.</desc>")
                .doesNotContain("<script", "<style", "style=", "href");
        assertThat(xml(svg).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void pngShowsTheSameInThePalettesColours() throws IOException {
        String id = series.put(key(CHECK, "x", "", "", 10), START, 5, 5, 5, NAN, NAN, NAN, 5, 5, 5, 5);
        for (Theme theme : Theme.values()) {
            List<List<double[]>> lines = lines(svg(spec(id, PictureFormat.SVG, theme)));
            BufferedImage png = ImageIO.read(new ByteArrayInputStream(engine.draw(spec(id, PictureFormat.PNG, theme))
                    .orElseThrow()
                    .bytes()));
            Palette palette = Palette.of(theme);

            assertThat(png.getWidth()).isEqualTo(500);
            assertThat(png.getHeight()).isEqualTo(180);
            assertThat(png.getRGB(1, 1) & 0xffffff).isEqualTo(palette.surface());
            double[] first = lines.get(0).get(1);
            assertThat(near(png, first[0], first[1], palette)).as("on the line").isTrue();
            double gap = (lines.get(0).get(2)[0] + lines.get(1).get(0)[0]) / 2;
            assertThat(near(png, gap, first[1], palette)).as("in the gap").isFalse();
        }
    }

    private static Document xml(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    /** Whether a pixel just there is more of the line's colour than of the ground's; the edges of lines are mixed. */
    private static boolean near(BufferedImage png, double x, double y, Palette palette) {
        for (int dy = -2; dy <= 2; dy++) {
            int pixel = png.getRGB((int) x, (int) y + dy);
            if (distance(pixel, palette.of(0)) < distance(pixel, palette.surface())) {
                return true;
            }
        }
        return false;
    }

    private static int distance(int a, int b) {
        return Math.abs((a >> 16 & 0xff) - (b >> 16 & 0xff))
                + Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff))
                + Math.abs((a & 0xff) - (b & 0xff));
    }

    @Property(tries = 60)
    void whateverTheSamplesAndTheSizeThePictureIsWholeAndItsLinesLieWithin(
            @ForAll @Size(max = 40) List<Double> values,
            @ForAll @IntRange(min = 100, max = 900) int width,
            @ForAll @IntRange(min = 60, max = 400) int height) {
        String id = series.put(
                key("p/checks/" + width + "x" + height + values.hashCode(), "x", "", "B", 2),
                START,
                values.stream().mapToDouble(Double::doubleValue).toArray());
        var span = new Span.Last(Duration.ofSeconds(100));
        for (PictureFormat format : PictureFormat.values()) {
            var spec = new GraphSpec(id, Optional.empty(), span, width, height, Theme.DARK, format, ZoneOffset.UTC);
            var picture = engine.draw(spec);
            assertThat(picture.isPresent()).isEqualTo(!values.isEmpty());
            if (format == PictureFormat.SVG && picture.isPresent()) {
                String svg = new String(picture.get().bytes(), StandardCharsets.UTF_8);
                assertThat(xml(svg).getElementsByTagName("title").getLength()).isOne();
                assertThat(svg).doesNotContain("NaN", "Infinity");
                assertThat(lines(svg)).allSatisfy(line -> assertThat(line).allSatisfy(point -> {
                    assertThat(point[0]).isBetween(0.0, (double) width);
                    assertThat(point[1]).isBetween(0.0, (double) height);
                }));
            }
        }
    }
}
