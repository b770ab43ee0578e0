package org.redeye.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.redeye.api.graph.Theme;
import org.redeye.api.series.SeriesKey;

/**
 * Numbers, names and colours are those of the console. {@code numbers.json} is what the console's own functions say; its
 * test {@code graphs.test.ts} holds them to it.
 */
class NumbersTest {

    private final JsonNode console = read();

    private static JsonNode read() {
        try (InputStream in = NumbersTest.class.getResourceAsStream("/numbers.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aValueReadsAsInTheConsole() {
        assertThat(console.get("formats")).hasSizeGreaterThan(200).allSatisfy(example -> assertThat(Quantity.format(
                        example.get("value").asDouble(), example.get("unit").asText()))
                .as(example.toString())
                .isEqualTo(example.get("text").asText()));
    }

    @Test
    void whatIsNotKnownIsADashAndNotZero() {
        assertThat(Quantity.format(Double.NaN, "s")).isEqualTo("–");
        assertThat(Quantity.format(Double.POSITIVE_INFINITY, "s")).isEqualTo("∞");
        assertThat(Quantity.format(-0.0, "B")).isEqualTo("0\u202fB");
    }

    @Test
    void anAxisIsMarkedAsInTheConsole() {
        assertThat(console.get("axes")).hasSizeGreaterThan(5).allSatisfy(example -> {
            String unit = example.get("unit").asText();
            double[] marks = Quantity.ticks(
                    example.get("min").asDouble(),
                    example.get("max").asDouble(),
                    example.get("count").asInt(),
                    unit);
            double largest = Arrays.stream(marks).map(Math::abs).max().orElseThrow();
            Quantity.Scale scale = Quantity.scale(largest, unit);
            assertThat(Arrays.stream(marks).mapToObj(scale::label).toList())
                    .as(example.toString())
                    .isEqualTo(texts(example.get("labels")));
        });
    }

    @Test
    void seriesAreCalledAsInTheConsole() {
        assertThat(console.get("labels")).hasSizeGreaterThan(5).allSatisfy(example -> {
            var keys = new ArrayList<SeriesKey>();
            example.get("series")
                    .forEach(key -> keys.add(new SeriesKey(
                            key.get("check").asText(),
                            key.get("metric").asText(),
                            key.get("item").asText(),
                            "",
                            "node1",
                            Duration.ofSeconds(1))));
            assertThat(Names.labels(keys)).isEqualTo(texts(example.get("labels")));
        });
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void coloursAreThoseOfTheConsole() throws IOException {
        String css = Files.readString(Path.of("../console/src/app/base.css"));
        for (Theme theme : Theme.values()) {
            Palette palette = Palette.of(theme);
            assertThat(hex(palette.surface())).isEqualTo(colour(css, "surface", theme));
            assertThat(hex(palette.ink())).isEqualTo(colour(css, "ink", theme));
            assertThat(hex(palette.ink2())).isEqualTo(colour(css, "ink-2", theme));
            assertThat(hex(palette.ink3())).isEqualTo(colour(css, "ink-3", theme));
            assertThat(hex(palette.line())).isEqualTo(colour(css, "line", theme));
            assertThat(hex(palette.stale())).isEqualTo(colour(css, "stale-ink", theme));
            for (int i = 0; i < palette.series().length; i++) {
                assertThat(hex(palette.of(i))).isEqualTo(colour(css, "series-" + (i + 1), theme));
            }
        }
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    private static String colour(String css, String name, Theme theme) {
        Matcher pair = Pattern.compile("--" + name + ": light-dark\\((#\\w+), (#\\w+)\\)")
                .matcher(css);
        assertThat(pair.find()).as(name).isTrue();
        return pair.group(theme == Theme.LIGHT ? 1 : 2);
    }

    @Test
    void thingsAreInTheOrderOfPeople() {
        var names = new ArrayList<>(List.of("eth10", "eth2", "eth1", "a", "eth", "eth02", "eth2x"));

        names.sort(NaturalOrder.NATURAL);

        assertThat(names).containsExactly("a", "eth", "eth1", "eth02", "eth2", "eth2x", "eth10");
    }
}
